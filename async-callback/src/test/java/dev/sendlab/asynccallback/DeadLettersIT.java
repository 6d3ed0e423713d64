package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.ACKNOWLEDGED;
import static dev.sendlab.asynccallback.Fates.End.LOST;
import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.asynccallback.Fates.Fate;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Single records are at fault, on a broker that works. */
@BrokerTest
class DeadLettersIT {

    private static final String LARGE = "x".repeat(2_000);

    private final Fates fates = new Fates();

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> DeadLetters.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("dead-letters: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("dead-letters").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void onlyTheRecordsAtFaultAreParkedAndEachIsToldOnce(KafkaCluster cluster) {
        String topic = cluster.createTopic("orders");
        String parked = cluster.createTopic("parked");
        send(
                open(cluster, Map.of("max.request.size", 1_000)),
                open(cluster, Map.of("client.id", "parking")),
                parked,
                IntStream.range(0, 100)
                        .mapToObj(i -> new ProducerRecord<>(topic, "" + i, i % 10 == 7 ? LARGE : "paid"))
                        .toList());

        List<String> atFault = List.of("7", "17", "27", "37", "47", "57", "67", "77", "87", "97");
        List<String> others = IntStream.range(0, 100)
                .filter(i -> i % 10 != 7)
                .mapToObj(String::valueOf)
                .toList();
        assertThat(fates.all()).hasSize(100);
        assertThat(fates.keys(ACKNOWLEDGED)).isEqualTo(others);
        assertThat(fates.keys(PARKED)).isEqualTo(atFault);
        assertThat(keys(cluster, topic)).isEqualTo(others);
        assertThat(keys(cluster, parked)).isEqualTo(atFault);
    }

    /** The client's own limit: told on the caller's thread, before the record has a partition. */
    @Test
    void aRecordTooLargeForTheClientIsParkedWithoutItsValue(KafkaCluster cluster) {
        String topic = cluster.createTopic("orders");
        String parked = cluster.createTopic("parked");
        send(
                open(cluster, Map.of("max.request.size", 1_000)),
                open(cluster, Map.of("client.id", "parking")),
                parked,
                List.of(new ProducerRecord<>(topic, "order-1", LARGE)));

        assertParked(RecordTooLargeException.class);
        assertThat(cluster.log(topic).values()).isEmpty();
        assertThatTheLetterHasNoValue(cluster, parked, topic, -1);
    }

    /** The topic's limit: told on the I/O thread. */
    @Test
    void aRecordTooLargeForItsTopicIsParkedWithoutItsValue(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        String parked = cluster.createTopic("parked", 1, Map.of("max.message.bytes", "1000"));
        send(
                open(cluster, Map.of()),
                open(cluster, Map.of("client.id", "parking")),
                parked,
                List.of(new ProducerRecord<>(topic, "order-1", LARGE)));

        assertParked(RecordTooLargeException.class);
        assertThat(cluster.log(topic).values()).isEmpty();
        assertThatTheLetterHasNoValue(cluster, parked, topic, 0);
    }

    /** Without the value the letter is not small enough. */
    @Test
    void aKeyTooLargeForBothTopicsIsLost(KafkaCluster cluster) {
        String topic = cluster.createTopic("orders");
        String parked = cluster.createTopic("parked");
        send(
                open(cluster, Map.of("max.request.size", 1_000)),
                open(cluster, Map.of("client.id", "parking", "max.request.size", 1_000)),
                parked,
                List.of(new ProducerRecord<>(topic, LARGE, "paid")));

        Fate fate = fates.only();
        assertThat(fate.end()).isEqualTo(LOST);
        assertThat(fate.thread()).isEqualTo("dead-letters");
        assertThat(fate.cause())
                .hasCauseInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("; its letter failed: " + RecordTooLargeException.class.getName());
        assertThat(cluster.log(parked).values()).isEmpty();
    }

    /** C29: one batch, one record without the key that a compacted topic demands. Its neighbours fail with it. */
    @Test
    void anInvalidRecordIsParkedAndSoAreItsNeighboursInTheBatch(KafkaCluster cluster) {
        String topic = cluster.createTopic("compacted", 1, Map.of("cleanup.policy", "compact"));
        String parked = cluster.createTopic("parked");
        // Far too long: close() sends the one batch.
        send(
                open(cluster, Map.of("linger.ms", 30_000)),
                open(cluster, Map.of("client.id", "parking")),
                parked,
                List.of(
                        new ProducerRecord<>(topic, "before", "1"),
                        new ProducerRecord<>(topic, null, "2"),
                        new ProducerRecord<>(topic, "after", "3")));

        assertThat(fates.keys(PARKED)).containsExactly("before", null, "after");
        assertThat(fates.all())
                .extracting(fate -> (Object) fate.cause().getClass())
                .containsExactly(KafkaException.class, InvalidRecordException.class, KafkaException.class);
        assertThat(cluster.log(topic).values()).isEmpty();
        assertThat(cluster.log(parked).readUncommitted())
                .extracting(ConsumerRecord::value)
                .containsExactly("1", "2", "3");
        assertThat(cluster.log(parked).readUncommitted())
                .allSatisfy(letter -> assertThat(Fates.text(letter.headers()))
                        .doesNotContainKeys("maybe-written", "dead-letter-value-size"));
    }

    /** The control arm: sent by itself, a neighbour has nothing wrong with it. */
    @Test
    void withoutTheInvalidRecordItsNeighboursAreAcknowledged(KafkaCluster cluster) {
        String topic = cluster.createTopic("compacted", 1, Map.of("cleanup.policy", "compact"));
        send(
                open(cluster, Map.of("linger.ms", 30_000)),
                open(cluster, Map.of("client.id", "parking")),
                cluster.createTopic("parked"),
                List.of(new ProducerRecord<>(topic, "before", "1"), new ProducerRecord<>(topic, "after", "3")));

        assertThat(fates.keys(ACKNOWLEDGED)).containsExactly("before", "after");
        assertThat(fates.all()).hasSize(2);
    }

    /** C06: thrown by send(), and no callback is called. */
    @Test
    void whatCannotBeSerializedIsLost(KafkaCluster cluster) {
        String topic = cluster.createTopic("no-bytes");
        String parked = cluster.createTopic("parked");
        SerializationException noBytes = new SerializationException("no bytes");
        Map<String, Object> config = new HashMap<>(DeadLetters.config(cluster.bootstrapServers()));
        send(
                new KafkaProducer<>(config, new StringSerializer(), (t, value) -> {
                    throw noBytes;
                }),
                open(cluster, Map.of("client.id", "parking")),
                parked,
                List.of(new ProducerRecord<>(topic, "order-1", "paid")));

        assertThat(fates.only())
                .isEqualTo(new Fate(
                        LOST, "order-1", noBytes, Thread.currentThread().getName()));
        assertThat(cluster.log(parked).values()).isEmpty();
    }

    private void assertParked(Class<? extends Exception> cause) {
        assertThat(fates.only().end()).isEqualTo(PARKED);
        assertThat(fates.only().cause()).isInstanceOf(cause);
        assertThat(fates.only().thread()).isEqualTo(IoThread.of("parking"));
    }

    private void assertThatTheLetterHasNoValue(KafkaCluster cluster, String parked, String topic, int partition) {
        List<ConsumerRecord<String, String>> letters = cluster.log(parked).readUncommitted();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).isEqualTo("order-1");
        assertThat(letters.get(0).value()).isNull();
        Map<String, String> headers = Fates.text(letters.get(0).headers());
        assertThat(headers.remove("dead-letter-time")).isNotNull();
        assertThat(headers)
                .isEqualTo(Map.of(
                        "dead-letter-topic",
                        topic,
                        "dead-letter-partition",
                        "" + partition,
                        "dead-letter-exception",
                        RecordTooLargeException.class.getName(),
                        "dead-letter-message",
                        fates.only().cause().getMessage(),
                        "dead-letter-value-size",
                        "2000"));
    }

    /** Closes what it is given as {@link DeadLetters#close(java.time.Duration)} demands. */
    private void send(
            Producer<String, String> producer,
            Producer<String, String> parking,
            String parked,
            List<ProducerRecord<String, String>> records) {
        try (parking;
                var letters = new DeadLetters<>(parking, parked, 100, String::length);
                producer) {
            records.forEach(record -> fates.send(letters, producer, record));
        }
    }

    private static List<String> keys(KafkaCluster cluster, String topic) {
        return cluster.log(topic).readUncommitted().stream()
                .map(ConsumerRecord::key)
                .toList();
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(DeadLetters.config(cluster.bootstrapServers()), overlay);
    }
}
