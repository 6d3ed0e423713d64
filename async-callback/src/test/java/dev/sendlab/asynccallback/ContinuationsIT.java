package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What depends on a SendFuture runs on the executor, and never on the I/O thread, whatever the outcome is. */
@BrokerTest
class ContinuationsIT {

    private static final Duration LONG = Duration.ofSeconds(150);

    /** Nothing is sent, and so there is no outcome, before the flush. */
    private static final Map<String, Object> LINGERING = Map.of("linger.ms", 60_000);

    private final Continuations continuations = new Continuations();

    @AfterEach
    void end() {
        continuations.close();
    }

    /** The control arm: an executor that runs all where it is told hands nothing over. */
    @Test
    void withoutAThreadOfTheirOwnTheyRunOnTheIoThread(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("direct");
        try (Producer<String, String> producer = open(cluster, LINGERING)) {
            CompletableFuture<String> thread = SendFuture.send(
                            producer, new ProducerRecord<>(topic, "paid"), LONG, Runnable::run)
                    .handle((metadata, failure) -> Thread.currentThread().getName());
            producer.flush();

            assertThat(thread.get(20, TimeUnit.SECONDS)).isEqualTo(IoThread.of("send-future"));
        }
    }

    @Test
    void afterAnAcknowledgement(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("acknowledged");
        try (Producer<String, String> producer = open(cluster, LINGERING)) {
            assertThat(continuations.threadOf(() -> send(producer, topic, "paid", LONG), producer::flush))
                    .isEqualTo(Continuations.THREAD);
        }
    }

    @Test
    void afterAFailureOfTheBroker(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, LINGERING)) {
            assertThat(continuations.threadOf(() -> send(producer, topic, "x".repeat(2_000), LONG), producer::flush))
                    .isEqualTo(Continuations.THREAD);
        }
    }

    @Test
    void afterAFailureOfTheClient(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("refused");
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            assertThat(continuations.threadOf(() -> send(producer, topic, "x".repeat(2_000), LONG), () -> {}))
                    .isEqualTo(Continuations.THREAD);
        }
    }

    @Test
    void afterTheDeadline(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("late");
        try (Producer<String, String> producer = open(cluster, LINGERING)) {
            assertThat(continuations.threadOf(() -> send(producer, topic, "paid", Duration.ofMillis(100)), () -> {}))
                    .isEqualTo(Continuations.THREAD);
        }
    }

    /** C12: in a callback it would end the I/O thread. */
    @Test
    void anErrorInOneOfThemDoesNotEndTheIoThread(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("error");
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            CompletableFuture<Object> failed = send(producer, topic, "first", LONG)
                    .handle((metadata, failure) -> {
                        throw new AssertionError("thrown on purpose");
                    });
            assertThat(failed).failsWithin(Duration.ofSeconds(20));

            assertThat(send(producer, topic, "second", LONG)
                            .get(20, TimeUnit.SECONDS)
                            .offset())
                    .isEqualTo(1);
        }
    }

    private CompletableFuture<RecordMetadata> send(
            Producer<String, String> producer, String topic, String value, Duration deadline) {
        return SendFuture.send(producer, new ProducerRecord<>(topic, value), deadline, continuations);
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(SendFuture.config(cluster.bootstrapServers()), overlay);
    }
}
