package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import dev.sendlab.syncsend.SendThenDrain.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

@BrokerTest
class SendThenDrainIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> SendThenDrain.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("send-then-drain: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("send-then-drain").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    /** C20. The naive loop is the control arm: it stops at the first failure and hides what is behind it. */
    @Test
    void everyOutcomeIsToldAlsoBehindAFailure(KafkaCluster cluster) {
        String topic = cluster.createTopic("drained");
        List<ProducerRecord<String, String>> chunk = Stream.of("a", "x".repeat(2_000), "b", "y".repeat(2_000), "c")
                .map(value -> new ProducerRecord<String, String>(topic, value))
                .toList();
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            List<Outcome<String, String>> outcomes = SendThenDrain.send(producer, chunk, LONG);

            assertThat(outcomes).extracting(Outcome::record).containsExactlyElementsOf(chunk);
            assertThat(outcomes).extracting(Outcome::isAcknowledged).containsExactly(true, false, true, false, true);
            assertThat(outcomes.get(3).cause()).isInstanceOf(RecordTooLargeException.class);
            assertThat(cluster.log(topic).values()).containsExactly("a", "b", "c");

            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> naiveLoop(producer, chunk, seen)).isInstanceOf(ExecutionException.class);
            assertThat(seen).containsExactly("a");
            producer.flush();
            assertThat(cluster.log(topic).values()).containsExactly("a", "b", "c", "a", "b", "c");
        }
    }

    /** What most texts show for this pattern. */
    private static void naiveLoop(
            Producer<String, String> producer, List<ProducerRecord<String, String>> chunk, List<String> seen)
            throws Exception {
        List<Future<RecordMetadata>> futures = new ArrayList<>();
        for (ProducerRecord<String, String> record : chunk) {
            futures.add(producer.send(record));
        }
        for (int i = 0; i < futures.size(); i++) {
            futures.get(i).get(30, TimeUnit.SECONDS);
            seen.add(chunk.get(i).value());
        }
    }

    @Test
    void anOutageLeavesTheChunkUnknownAtTheDeadlineAndItStillArrives(PrivateBroker broker) {
        String topic = broker.createTopic("late");
        try (Producer<String, String> producer = open(broker, Map.of())) {
            SendThenDrain.send(producer, List.of(new ProducerRecord<>(topic, "before")), LONG);
            broker.pause();

            List<Outcome<String, String>> outcomes = SendThenDrain.send(
                    producer,
                    List.of(new ProducerRecord<>(topic, "late"), new ProducerRecord<>(topic, "too")),
                    Duration.ofMillis(300));

            assertThat(outcomes).hasSize(2).allMatch(Outcome::isUnknown);
            broker.resume();
        }
        assertThat(broker.log(topic).values()).containsExactly("before", "late", "too");
    }

    /** C17, in one thread: the chunk shares requests, a record that is waited for has one of its own. */
    @Test
    void aChunkFillsBatches(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("filled");
        List<ProducerRecord<String, String>> chunk = IntStream.range(0, 200)
                .mapToObj(i -> new ProducerRecord<String, String>(topic, "" + i))
                .toList();
        try (KafkaProducer<String, String> producer = open(cluster, Map.of("linger.ms", 50))) {
            SendThenDrain.send(producer, chunk, LONG);

            assertThat(RecordsPerRequest.of(producer)).isGreaterThan(50);
        }
        try (KafkaProducer<String, String> producer = open(cluster, Map.of("linger.ms", 0))) {
            for (ProducerRecord<String, String> record : chunk) {
                SyncSend.send(producer, record, LONG);
            }

            assertThat(RecordsPerRequest.of(producer)).isEqualTo(1);
        }
    }

    private static KafkaProducer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(SendThenDrain.config(cluster.bootstrapServers()), overlay);
    }
}
