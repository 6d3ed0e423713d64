package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** It always completes. */
@BrokerTest
class SendFutureIT {

    private static final Duration LONG = Duration.ofSeconds(150);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Continuations continuations = new Continuations();

    @AfterEach
    void end() {
        continuations.close();
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> SendFuture.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("send-future: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("send-future").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void withWhereTheRecordIs(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("where");
        List<CompletableFuture<RecordMetadata>> futures = new ArrayList<>();
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            for (int i = 0; i < 3; i++) {
                futures.add(send(producer, new ProducerRecord<>(topic, "" + i), LONG));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(futures.get(i).get(20, TimeUnit.SECONDS).offset()).isEqualTo(i);
            }
        }
        assertThat(cluster.log(topic).values()).containsExactly("0", "1", "2");
    }

    @Test
    void withTheErrorOfTheBroker(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            assertThat(cause(send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)), LONG)))
                    .isInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void withTheErrorOfTheClient(KafkaCluster cluster) {
        String topic = cluster.createTopic("refused");
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            assertThat(cause(send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)), LONG)))
                    .isInstanceOf(RecordTooLargeException.class);
        }
    }

    /** C06, C21: no callback ever comes. */
    @Test
    void withWhatSendThrows(KafkaCluster cluster) {
        String topic = cluster.createTopic("no-bytes");
        SerializationException noBytes = new SerializationException("no bytes");
        Map<String, Object> config = new HashMap<>(SendFuture.config(cluster.bootstrapServers()));
        try (var producer = new KafkaProducer<String, String>(config, new StringSerializer(), (t, value) -> {
            throw noBytes;
        })) {
            assertThat(cause(send(producer, new ProducerRecord<>(topic, "paid"), LONG)))
                    .isSameAs(noBytes);
        }
    }

    /** C12: an Error in any callback. The control arm is Kafka's own future. */
    @Test
    void atTheDeadlineWhenTheIoThreadIsDead(KafkaCluster cluster) {
        String topic = cluster.createTopic("dead");
        Producer<String, String> producer = open(cluster, Map.of("client.id", "dying-future"));
        AsyncCallback.send(
                producer,
                new ProducerRecord<>(topic, "first"),
                (r, m) -> {
                    throw new AssertionError("thrown on purpose");
                },
                (r, e) -> {});
        await().until(() -> !IoThread.isAlive("dying-future"));

        Future<RecordMetadata> kafkas = producer.send(new ProducerRecord<>(topic, "second"));
        assertThat(cause(send(producer, new ProducerRecord<>(topic, "third"), SHORT)))
                .isInstanceOf(TimeoutException.class);

        producer.close(Duration.ofSeconds(10));
        assertThat(kafkas).isNotDone();
        assertThat(cluster.log(topic).values()).containsExactly("first");
    }

    @Test
    void atTheDeadlineAlsoOfARecordThatArrivesLater(KafkaCluster cluster) {
        String topic = cluster.createTopic("later");
        try (Producer<String, String> producer = lingering(cluster)) {
            assertThat(cause(send(producer, new ProducerRecord<>(topic, "paid"), SHORT)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(cluster.log(topic).values()).isEmpty();
        }
        assertThat(cluster.log(topic).values()).containsExactly("paid");
    }

    @Test
    void whenTheExecutorRefuses(KafkaCluster cluster) {
        String topic = cluster.createTopic("executor");
        continuations.close();
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            assertThat(cause(send(producer, new ProducerRecord<>(topic, "paid"), LONG)))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        assertThat(cluster.log(topic).values()).containsExactly("paid");
    }

    /** As with {@link Future#cancel} of Kafka's own future (C21), which says so by its answer; this one cannot. */
    @Test
    void toEndTheFutureOneselfDoesNothingToTheRecord(KafkaCluster cluster) {
        String topic = cluster.createTopic("ended");
        try (Producer<String, String> producer = lingering(cluster)) {
            Future<RecordMetadata> kafkas = producer.send(new ProducerRecord<>(topic, "kafkas"));
            assertThat(kafkas.cancel(true)).isFalse();
            assertThat(send(producer, new ProducerRecord<>(topic, "cancelled"), LONG)
                            .cancel(true))
                    .isTrue();
            assertThat(send(producer, new ProducerRecord<>(topic, "completed"), LONG)
                            .complete(null))
                    .isTrue();
        }
        assertThat(cluster.log(topic).values()).containsExactly("kafkas", "cancelled", "completed");
    }

    private CompletableFuture<RecordMetadata> send(
            Producer<String, String> producer, ProducerRecord<String, String> record, Duration deadline) {
        return SendFuture.send(producer, record, deadline, continuations);
    }

    private static Throwable cause(CompletableFuture<RecordMetadata> of) {
        Throwable[] cause = new Throwable[1];
        assertThatThrownBy(() -> of.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(thrown -> cause[0] = thrown.getCause());
        return cause[0];
    }

    /** Sends nothing before it is closed. */
    private static Producer<String, String> lingering(KafkaCluster cluster) {
        return open(cluster, Map.of("linger.ms", 60_000));
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(SendFuture.config(cluster.bootstrapServers()), overlay);
    }
}
