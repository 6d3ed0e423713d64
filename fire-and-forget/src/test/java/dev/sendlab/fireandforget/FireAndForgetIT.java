package dev.sendlab.fireandforget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

@BrokerTest
class FireAndForgetIT {

    /** Outcomes within two seconds instead of two minutes. */
    private static final Map<String, Integer> IMPATIENT =
            Map.of("max.block.ms", 1_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000, "linger.ms", 0);

    @Test
    void mainEndsByConfessingThatItKnowsNothing(KafkaCluster cluster) {
        assertThat(Printed.by(() -> FireAndForget.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly(
                        "records given up, nobody knows which: 0.0",
                        "fire-and-forget: sent 100, acknowledged 0, failed 0, unknown 100");
        assertThat(cluster.log("fire-and-forget").values()).hasSizeGreaterThanOrEqualTo(100);
    }

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

    /** C19. The topic refuses the record; only a producer that waits for an answer can know it. */
    @Test
    void isNotTheSameAsAcksZero(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        ProducerRecord<String, String> tooLarge = new ProducerRecord<>(topic, "x".repeat(2_000));

        try (Producer<String, String> asIs = open(cluster, IMPATIENT)) {
            FireAndForget.send(asIs, tooLarge);
            asIs.flush();
            assertThat(recordErrors(asIs)).isEqualTo(1);
        }
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("acks", "0");
        try (Producer<String, String> acksZero = open(cluster, overlay)) {
            FireAndForget.send(acksZero, tooLarge);
            acksZero.flush();
            assertThat(recordErrors(acksZero)).isZero();
        }
        assertThat(cluster.log(topic).values()).isEmpty();
    }

    @Test
    void aRecordThatTheClientRefusesVanishesToo(KafkaCluster cluster) {
        String topic = cluster.createTopic("refused");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("max.request.size", 1_000);
        try (Producer<String, String> producer = open(cluster, overlay)) {
            FireAndForget.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
            FireAndForget.send(producer, new ProducerRecord<>(topic, "fits"));

            assertThat(recordErrors(producer)).isEqualTo(1);
        }
        assertThat(cluster.log(topic).values()).containsExactly("fits");
    }

    /** C04: "asynchronous" begins only when the metadata is there. */
    @Test
    void sendBlocksForMaxBlockMsWithoutMetadataAndThenReturnsAsIfNothingWere(KafkaCluster cluster) {
        String topic = cluster.createTopic("one-partition");
        try (Producer<String, String> producer = open(cluster, IMPATIENT)) {
            assertThat(blockedMs(producer, new ProducerRecord<>(topic, 1, null, "there is only partition 0")))
                    .isBetween(1_000L, 10_000L);
        }
        assertThat(cluster.log(topic).values()).isEmpty();
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

    private static long blockedMs(Producer<String, String> producer, ProducerRecord<String, String> record) {
        long start = System.nanoTime();
        FireAndForget.send(producer, record);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static KafkaProducer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(FireAndForget.config(cluster.bootstrapServers()), overlay);
    }

    private static void sendAll(Producer<String, String> producer, String topic, String word, int count) {
        numbered(word, count).forEach(value -> FireAndForget.send(producer, new ProducerRecord<>(topic, value)));
    }

    private static List<String> numbered(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + "-" + i).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static long recordErrors(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-error-total")
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToLong(metric -> ((Double) metric.metricValue()).longValue())
                .sum();
    }
}
