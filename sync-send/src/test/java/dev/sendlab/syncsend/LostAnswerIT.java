package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The record is in the log, and its answer never arrives: the client cannot tell this from a request that got lost. */
@BrokerTest(proxied = true)
class LostAnswerIT {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Match PRODUCE = Match.api(ApiKeys.PRODUCE).client("sync-send");

    /** The client comes back after 10 ms instead of 50 and 100. */
    private static final Map<String, Object> EAGER = Map.of("reconnect.backoff.ms", 10, "retry.backoff.ms", 10);

    private static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** The broker knows the batch by its sequence number, and acknowledges what it has. */
    @Test
    void theRetryOfAnIdempotentProducerIsNotWrittenAgain(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("once");

        sendTenAndLoseEachAnswer(broker, topic, Map.of());

        assertThat(broker.log(topic).values()).isEqualTo(TEN);
    }

    /** The control arm: ten of ten are there twice, and the application was told of one acknowledgement each. */
    @Test
    void withoutIdempotenceEachRetryIsADuplicate(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("twice");

        sendTenAndLoseEachAnswer(broker, topic, Map.of("enable.idempotence", false));

        assertThat(broker.log(topic).values())
                .isEqualTo(
                        TEN.stream().flatMap(value -> Stream.of(value, value)).toList());
    }

    /**
     * C28: to the client the answer DUPLICATE_SEQUENCE_NUMBER is an acknowledgement: the broker has the batch, and does
     * not say where. Here it is said by the proxy alone, and nothing is written.
     */
    @Test
    void anAcknowledgementCanLackItsOffset(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("no-offset");
        Rule duplicate =
                broker.proxy().add(PRODUCE, Trigger.onCall(2), Action.answer(Errors.DUPLICATE_SEQUENCE_NUMBER));
        try (Producer<String, String> producer = open(broker, Map.of())) {
            assertThat(send(producer, topic, "warm").hasOffset()).isTrue();

            RecordMetadata metadata = send(producer, topic, "told as a duplicate");

            assertThat(duplicate.fired()).isEqualTo(1);
            assertThat(metadata.hasOffset()).isFalse();
            assertThat(metadata.offset()).isEqualTo(-1);
        }
        assertThat(broker.log(topic).values()).containsExactly("warm");
    }

    private static void sendTenAndLoseEachAnswer(PrivateBroker broker, String topic, Map<String, Object> overlay)
            throws Exception {
        try (Producer<String, String> producer = open(broker, overlay)) {
            for (String value : TEN) {
                Rule lost = broker.proxy().add(PRODUCE, Trigger.once(), Action.dropAnswerAndClose());

                assertThat(send(producer, topic, value).hasOffset()).isTrue();

                assertThat(lost.fired()).isEqualTo(1);
            }
        }
    }

    private static RecordMetadata send(Producer<String, String> producer, String topic, String value) throws Exception {
        return SyncSend.send(producer, new ProducerRecord<>(topic, value), DEADLINE);
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(EAGER);
        config.putAll(overlay);
        return Producers.open(SyncSend.config(broker.bootstrapServers()), config);
    }
}
