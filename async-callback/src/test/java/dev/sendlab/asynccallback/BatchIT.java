package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C96, C98: batch.size is how much a batch may hold, and linger.ms is how long one that is not full may wait. */
@BrokerTest
class BatchIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Longer than this test may take: whatever waits for it never comes by itself. */
    private static final Map<String, Object> SMALL_BATCHES_AND_LONG_LINGER =
            Map.of("batch.size", 1_000, "linger.ms", 80_000);

    private final Notes notes = new Notes();

    /**
     * Each record needs a batch of its own, the larger ones since they are larger than batch.size. The last batch is the
     * control arm: nothing comes that does not fit into it, so it waits.
     */
    @ParameterizedTest
    @ValueSource(ints = {600, 5_000})
    void aBatchGoesAtOnceWhenTheNextRecordDoesNotFitAndTheLastOneWaits(int bytes, KafkaCluster cluster) {
        String topic = cluster.createTopic("batches");
        try (Producer<String, String> producer = open(cluster)) {
            for (String name : new String[] {"a", "b", "c"}) {
                notes.send(producer, new ProducerRecord<>(topic, name.repeat(bytes)));
            }
            await().atMost(SOON).until(() -> notes.all().size() >= 2);
            await().during(Duration.ofMillis(300)).until(() -> notes.all().size() == 2);
            assertThat(notes.all()).extracting(Notes.Note::value).containsExactly("a".repeat(bytes), "b".repeat(bytes));

            producer.flush();

            assertThat(notes.all()).hasSize(3).allMatch(note -> note.exception() == null);
        }
    }

    /** C98: a few bytes take a whole batch from the buffer. The control arm is the buffer before and after. */
    @Test
    void aBatchTakesAllOfItsSizeFromTheBufferWithItsFirstRecord(KafkaCluster cluster) {
        String topic = cluster.createTopic("taken");
        try (Producer<String, String> producer = open(cluster)) {
            double before = ProducerMetric.of(producer, "buffer-available-bytes");

            notes.send(producer, new ProducerRecord<>(topic, "x"));

            assertThat(before - ProducerMetric.of(producer, "buffer-available-bytes"))
                    .isEqualTo(1_000);
            producer.flush();
            await().atMost(SOON).until(() -> ProducerMetric.of(producer, "buffer-available-bytes") == before);
        }
        assertThat(notes.only().exception()).isNull();
    }

    private static Producer<String, String> open(KafkaCluster cluster) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), SMALL_BATCHES_AND_LONG_LINGER);
    }
}
