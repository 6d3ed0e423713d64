package dev.sendlab.fireandforget;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the tests of fire-and-forget have in common: short timeouts, numbered records, and the one number to look at. */
final class Sending {

    private Sending() {}

    /** Outcomes within two seconds instead of two minutes. */
    static final Map<String, Integer> IMPATIENT =
            Map.of("max.block.ms", 1_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000, "linger.ms", 0);

    static long blockedMs(Producer<String, String> producer, ProducerRecord<String, String> record) {
        long start = System.nanoTime();
        FireAndForget.send(producer, record);
        return (System.nanoTime() - start) / 1_000_000;
    }

    static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(FireAndForget.config(cluster.bootstrapServers()), overlay);
    }

    static void sendAll(Producer<String, String> producer, String topic, String word, int count) {
        numbered(word, count).forEach(value -> FireAndForget.send(producer, new ProducerRecord<>(topic, value)));
    }

    static List<String> numbered(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + "-" + i).toList();
    }

    static long recordErrors(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-error-total")
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToLong(metric -> ((Double) metric.metricValue()).longValue())
                .sum();
    }
}
