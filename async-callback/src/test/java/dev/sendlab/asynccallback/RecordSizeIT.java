package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.asynccallback.Notes.Note;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** Two limits with one error: max.request.size before compression, the topic's max.message.bytes after it. */
@BrokerTest
class RecordSizeIT {

    private static final String THREE_MEGABYTES = "x".repeat(3_000_000);

    private final Notes notes = new Notes();

    /** C63: a few kilobytes would have travelled. The client counts before it compresses. */
    @Test
    void theClientMeasuresARecordBeforeItIsCompressed(KafkaCluster cluster) {
        Note note = sendThreeMegabytes(cluster, Map.of("compression.type", "gzip"));

        assertThat(note.exception())
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("max.request.size");
        assertThat(note.thread()).isEqualTo(Thread.currentThread().getName());
    }

    /** C63: the broker takes at most 1 MiB, and has taken three. */
    @Test
    void theBrokerMeasuresItAfterwards(KafkaCluster cluster) {
        Note note = sendThreeMegabytes(cluster, Map.of("compression.type", "gzip", "max.request.size", 4_000_000));

        assertThat(note.exception()).isNull();
    }

    /** C63, the control arm: not compressed, the same record is refused, and by somebody else. */
    @Test
    void aLargerRequestSizeAloneOnlyMovesTheRefusalToTheBroker(KafkaCluster cluster) {
        Note note = sendThreeMegabytes(cluster, Map.of("max.request.size", 4_000_000));

        assertThat(note.exception())
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageNotContaining("max.request.size");
        assertThat(note.thread()).isEqualTo(IoThread.of("async-callback"));
    }

    /** C30: the callbacks hear nothing of it, and the order is kept. */
    @Test
    void aBatchTooLargeForItsTopicIsSplitAndSentAgain(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "2000"));
        List<String> values =
                IntStream.range(0, 20).mapToObj(i -> i + "x".repeat(500)).toList();
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 200))) {
            values.forEach(value -> notes.send(producer, new ProducerRecord<>(topic, value)));
            producer.flush();

            assertThat(splits(producer)).isPositive();
        }
        assertThat(notes.all()).hasSize(20).allMatch(note -> note.exception() == null);
        assertThat(cluster.log(topic).values()).isEqualTo(values);
    }

    /** C30, the control arm: one record cannot be split. */
    @Test
    void aRecordTooLargeForItsTopicFails(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "2000"));
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            notes.send(producer, new ProducerRecord<>(topic, "x".repeat(2_500)));
            producer.flush();

            assertThat(splits(producer)).isZero();
        }
        assertThat(notes.only().exception()).isInstanceOf(RecordTooLargeException.class);
        assertThat(notes.only().thread()).isEqualTo(IoThread.of("async-callback"));
    }

    private Note sendThreeMegabytes(KafkaCluster cluster, Map<String, ?> overlay) {
        String topic = cluster.createTopic("large");
        try (Producer<String, String> producer = open(cluster, overlay)) {
            notes.send(producer, new ProducerRecord<>(topic, THREE_MEGABYTES));
        }
        return notes.only();
    }

    private static double splits(Producer<?, ?> producer) {
        return ProducerMetric.of(producer, "batch-split-total");
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }
}
