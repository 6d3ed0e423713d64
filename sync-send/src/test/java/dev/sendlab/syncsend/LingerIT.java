package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C87: a producer that does not batch lingers all the same. */
@BrokerTest
class LingerIT {

    private static final int A_WHILE_MS = 3_000;

    @ParameterizedTest
    @CsvSource({"0, 3000, true", "16384, 3000, true", "0, 0, false"})
    void aRecordThatIsAloneWaitsForLingerWhateverTheBatchSize(
            int batchSize, int lingerMs, boolean waits, KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("linger");
        Map<String, Object> overlay = Map.of("linger.ms", lingerMs, "batch.size", batchSize);
        try (Producer<String, String> producer = Producers.open(SyncSend.config(cluster.bootstrapServers()), overlay)) {
            producer.partitionsFor(topic);
            long start = System.nanoTime();

            SyncSend.send(producer, new ProducerRecord<>(topic, "alone"), Duration.ofSeconds(20));

            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis() >= A_WHILE_MS)
                    .isEqualTo(waits);
        }
    }
}
