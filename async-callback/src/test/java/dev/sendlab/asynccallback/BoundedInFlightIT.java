package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.asynccallback.Notes.Note;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** On a broker that works. */
@BrokerTest
class BoundedInFlightIT {

    private static final String IO_THREAD = "kafka-producer-network-thread | bounded-in-flight";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Notes notes = new Notes();

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> main(cluster)))
                .containsExactly("bounded-in-flight: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("bounded-in-flight").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    /** The control arm is {@link #withoutAWindowThereIsNoSuchBound}. */
    @Test
    void neverAreMoreRecordsWithoutOutcomeThanTheWindowHolds(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("bounded");
        Semaphore window = new Semaphore(10);
        int most = 0;
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            for (int i = 0; i < 200; i++) {
                send(producer, new ProducerRecord<>(topic, "" + i), window);
                most = Math.max(most, i + 1 - notes.all().size());
            }
            assertThat(window.tryAcquire(10, 20, TimeUnit.SECONDS)).isTrue();

            // All permits back is all outcomes told, while the producer is open.
            assertThat(notes.all()).hasSize(200).allSatisfy(note -> {
                assertThat(note.exception()).isNull();
                assertThat(note.thread()).isEqualTo(IO_THREAD);
            });
        }
        assertThat(most).isBetween(1, 10);
        assertThat(cluster.log(topic).values())
                .isEqualTo(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
    }

    @Test
    void withoutAWindowThereIsNoSuchBound(KafkaCluster cluster) {
        String topic = cluster.createTopic("unbounded");
        int underWay;
        // Far too long, so that the broker cannot keep pace by chance; close() does not wait for it.
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 30_000))) {
            for (int i = 0; i < 200; i++) {
                notes.send(producer, new ProducerRecord<>(topic, "" + i));
            }
            underWay = 200 - notes.all().size();
        }
        assertThat(underWay).isEqualTo(200);
    }

    /** C06. */
    @Test
    void aRecordThatSendThrowsBackHoldsNoPermit(KafkaCluster cluster) {
        String topic = cluster.createTopic("no-bytes");
        Semaphore window = new Semaphore(1);
        Map<String, Object> config = new HashMap<>(BoundedInFlight.config(cluster.bootstrapServers()));
        try (var producer = new KafkaProducer<String, String>(config, new StringSerializer(), (t, value) -> {
            throw new SerializationException("no bytes for " + value);
        })) {
            assertThatThrownBy(() -> send(producer, new ProducerRecord<>(topic, "value"), window))
                    .isInstanceOf(SerializationException.class);
        }
        assertThat(notes.all()).isEmpty();
        assertThat(window.availablePermits()).isEqualTo(1);
    }

    /** C02: such an outcome comes before send() returns. */
    @Test
    void aRecordThatTheClientRefusesHoldsNoPermit(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("refused");
        Semaphore window = new Semaphore(1);
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)), window);

            assertThat(window.availablePermits()).isEqualTo(1);
            assertThat(notes.only().exception()).isInstanceOf(RecordTooLargeException.class);
            assertThat(notes.only().thread()).isEqualTo(Thread.currentThread().getName());
        }
    }

    /** The consumer's exception leaves send(), as the client's own would: one of the two places too many. */
    @Test
    void aConsumerThatThrowsOnTheCallersThreadDoesNotWidenTheWindow(KafkaCluster cluster) {
        String topic = cluster.createTopic("widened");
        Semaphore window = new Semaphore(1);
        IllegalStateException thrown = new IllegalStateException("thrown on purpose");
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            assertThatThrownBy(() -> BoundedInFlight.send(
                            producer,
                            new ProducerRecord<>(topic, "x".repeat(2_000)),
                            window,
                            LONG,
                            notes::acknowledged,
                            (r, e) -> {
                                throw thrown;
                            }))
                    .isSameAs(thrown);
        }
        assertThat(window.availablePermits()).isEqualTo(1);
    }

    @Test
    void aRecordThatTheBrokerRefusesHoldsNoPermit(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        Semaphore window = new Semaphore(1);
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)), window);
            send(producer, new ProducerRecord<>(topic, "after it"), window);
        }
        assertThat(notes.all()).extracting(Note::thread).containsExactly(IO_THREAD, IO_THREAD);
        assertThat(notes.all().get(0).exception()).isInstanceOf(RecordTooLargeException.class);
        assertThat(notes.all().get(1).exception()).isNull();
        assertThat(window.availablePermits()).isEqualTo(1);
    }

    /** C12: nobody would ever give the permit back. The deadline is what the caller has instead. */
    @Test
    void onADeadIoThreadTheCallerIsToldInsteadOfWaitingForEver(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("dead");
        Semaphore window = new Semaphore(1);
        Producer<String, String> producer = open(cluster, Map.of("client.id", "dying-bounded"));
        BoundedInFlight.send(
                producer,
                new ProducerRecord<>(topic, "first"),
                window,
                LONG,
                (r, m) -> {
                    throw new AssertionError("thrown on purpose");
                },
                notes::failed);
        await().until(() -> !IoThread.isAlive("dying-bounded"));
        send(producer, new ProducerRecord<>(topic, "never told of"), window);

        assertThatThrownBy(() -> BoundedInFlight.send(
                        producer,
                        new ProducerRecord<>(topic, "not sent"),
                        window,
                        Duration.ofMillis(200),
                        notes::acknowledged,
                        notes::failed))
                .isInstanceOf(TimeoutException.class);
        producer.close(LONG);
        assertThat(notes.all()).isEmpty();
        assertThat(cluster.log(topic).values()).containsExactly("first");
    }

    private void send(Producer<String, String> producer, ProducerRecord<String, String> record, Semaphore window)
            throws Exception {
        BoundedInFlight.send(producer, record, window, LONG, notes::acknowledged, notes::failed);
    }

    private static void main(KafkaCluster cluster) {
        try {
            BoundedInFlight.main(new String[] {cluster.bootstrapServers()});
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(BoundedInFlight.config(cluster.bootstrapServers()), overlay);
    }
}
