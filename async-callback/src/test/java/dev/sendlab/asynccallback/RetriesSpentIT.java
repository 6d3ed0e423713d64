package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

/** Only the first producer gets no answer, until its retries are spent; the letter passes. */
@BrokerTest(proxied = true)
class RetriesSpentIT {

    private static final Match PRODUCE = Match.api(ApiKeys.PRODUCE).client("dead-letters");

    private static final Map<String, Object> IMPATIENT =
            Map.of("request.timeout.ms", 1_000, "delivery.timeout.ms", 3_000, "linger.ms", 0, "max.block.ms", 5_000);

    private final Fates fates = new Fates();

    /** C26: the broker has appended it, and each answer that says so is lost. The record is now in both topics. */
    @Test
    void aRecordWhoseRetriesAreSpentMayBeWrittenAllTheSame(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");

        sendWhile(broker, Action.dropAnswerAndClose(), topic, parked);

        assertThat(broker.log(topic).values()).containsExactly("warm", "paid");
        assertThatItIsParkedAsMaybeWritten(broker, topic, parked);
    }

    /** The control arm: the broker has never seen it, and the client cannot tell the one from the other. */
    @Test
    void aRecordThatNeverArrivedIsParkedWithTheSameWords(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");

        sendWhile(broker, Action.dropRequest(), topic, parked);

        assertThat(broker.log(topic).values()).containsExactly("warm");
        assertThatItIsParkedAsMaybeWritten(broker, topic, parked);
    }

    private void sendWhile(PrivateBroker broker, Action fault, String topic, String parked) throws Exception {
        try (Producer<String, String> parking = open(broker, Map.of("client.id", "parking"));
                var letters = new DeadLetters<>(parking, parked, 10, String::length);
                Producer<String, String> producer = open(broker, IMPATIENT)) {
            producer.send(new ProducerRecord<>(topic, "warm")).get(20, TimeUnit.SECONDS);
            Rule rule = broker.proxy().add(PRODUCE, Trigger.always(), fault);
            fates.send(letters, producer, new ProducerRecord<>(topic, "order-1", "paid"));
            producer.flush();
            assertThat(rule.fired()).isPositive();
        }
    }

    private void assertThatItIsParkedAsMaybeWritten(PrivateBroker broker, String topic, String parked) {
        assertThat(fates.only().end()).isEqualTo(PARKED);
        assertThat(fates.only().cause()).isInstanceOf(TimeoutException.class);
        assertThat(fates.only().thread()).isEqualTo(IoThread.of("parking"));
        List<ConsumerRecord<String, String>> letters = broker.log(parked).readUncommitted();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).isEqualTo("order-1");
        assertThat(letters.get(0).value()).isEqualTo("paid");
        Map<String, String> headers = new HashMap<>(Fates.text(letters.get(0).headers()));
        assertThat(headers.remove("dead-letter-time")).isNotNull();
        assertThat(headers)
                .isEqualTo(Map.of(
                        "dead-letter-topic",
                        topic,
                        "dead-letter-partition",
                        "0",
                        "dead-letter-exception",
                        TimeoutException.class.getName(),
                        "dead-letter-message",
                        fates.only().cause().getMessage(),
                        "maybe-written",
                        "true"));
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, ?> overlay) {
        return Producers.open(DeadLetters.config(broker.bootstrapServers()), overlay);
    }
}
