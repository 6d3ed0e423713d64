package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.IMPATIENT;
import static dev.sendlab.fireandforget.Sending.blockedMs;
import static dev.sendlab.fireandforget.Sending.numbered;
import static dev.sendlab.fireandforget.Sending.open;
import static dev.sendlab.fireandforget.Sending.recordErrors;
import static dev.sendlab.fireandforget.Sending.sendAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** On a broker that does not answer. */
@BrokerTest
class OutageIT {

    /** C22; the control arm is the same producer before the fault: it gives nothing up and all of it is there. */
    @Test
    void lossIsSilentWhenTheBrokerIsGoneAndSeenOnlyInTheMetric(PrivateBroker broker) {
        String topic = broker.createTopic("silent");
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            sendAll(producer, topic, "kept", 10);
            producer.flush();
            assertThat(recordErrors(producer)).isZero();

            broker.pause();
            sendAll(producer, topic, "lost", 10);
            broker.kill();
            producer.flush();

            assertThat(recordErrors(producer)).isEqualTo(10);
        }
        broker.restart();
        assertThat(broker.log(topic).values()).containsExactlyElementsOf(numbered("kept", 10));
    }

    /** C22: who cannot change the calls can still count, by configuration alone. */
    @Test
    void anInterceptorSeesWhatTheCallerDoesNot(PrivateBroker broker) {
        String topic = broker.createTopic("intercepted");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("interceptor.classes", AcknowledgementCounter.class.getName());
        try (Producer<String, String> producer = open(broker, overlay)) {
            AcknowledgementCounter.reset();
            sendAll(producer, topic, "kept", 3);
            producer.flush();
            broker.pause();
            sendAll(producer, topic, "lost", 2);
            broker.kill();
            producer.flush();
        }

        assertThat(AcknowledgementCounter.acknowledged()).isEqualTo(3);
        assertThat(AcknowledgementCounter.failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(TimeoutException.class));
    }

    /** The control arm is {@link #lossIsSilentWhenTheBrokerIsGoneAndSeenOnlyInTheMetric}, with too little time. */
    @Test
    void theProducerStillRetriesUntilTheBrokerIsBack(PrivateBroker broker) {
        String topic = broker.createTopic("retried");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("delivery.timeout.ms", 30_000);
        try (Producer<String, String> producer = open(broker, overlay)) {
            sendAll(producer, topic, "before", 1);
            producer.flush();

            broker.pause();
            sendAll(producer, topic, "during", 10);
            broker.kill();
            broker.restart();
            producer.flush();

            assertThat(recordErrors(producer)).isZero();
        }
        assertThat(broker.log(topic).values())
                .containsExactlyElementsOf(concat(numbered("before", 1), numbered("during", 10)));
    }

    /**
     * KIP-899 and KIP-1102: a client whose last known broker is gone starts again from its bootstrap servers, without the
     * metadata that it had. From then on each send() waits for it. The control arm keeps the metadata.
     */
    @Test
    void aClientWithoutAnyBrokerForgetsItsMetadataAndSendBlocksAgain(PrivateBroker broker) {
        String topic = broker.createTopic("forgotten");
        Map<String, Object> keeping = new HashMap<>(IMPATIENT);
        keeping.put("metadata.recovery.strategy", "none");
        try (Producer<String, String> asIs = open(broker, IMPATIENT);
                Producer<String, String> control = open(broker, keeping)) {
            for (Producer<String, String> producer : List.of(asIs, control)) {
                FireAndForget.send(producer, new ProducerRecord<>(topic, "before"));
                producer.flush();
            }
            broker.kill();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> blockedMs(asIs, new ProducerRecord<>(topic, "after")) >= 1_000);
            assertThat(blockedMs(control, new ProducerRecord<>(topic, "after"))).isLessThan(1_000);
        }
    }

    /** C08: a full buffer looks like a slow loop that succeeds. The record before it, which still fitted, arrives. */
    @Test
    void sendBlocksForMaxBlockMsOnAFullBufferAndThenReturnsAsIfNothingWere(PrivateBroker broker) {
        String topic = broker.createTopic("full");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("delivery.timeout.ms", 30_000);
        overlay.put("buffer.memory", 40_000);
        overlay.put("batch.size", 30_000);
        try (Producer<String, String> producer = open(broker, overlay)) {
            producer.partitionsFor(topic);
            broker.pause();
            FireAndForget.send(producer, new ProducerRecord<>(topic, "a".repeat(25_000)));
            assertThat(blockedMs(producer, new ProducerRecord<>(topic, "b".repeat(25_000))))
                    .isBetween(1_000L, 10_000L);
            broker.resume();

            assertThat(recordErrors(producer)).isEqualTo(1);
        }
        assertThat(broker.log(topic).values()).containsExactly("a".repeat(25_000));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
