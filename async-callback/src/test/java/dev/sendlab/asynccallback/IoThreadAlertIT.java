package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** C127: a producer whose I/O thread is dead looks well to the metrics that one thinks of first. */
@BrokerTest
class IoThreadAlertIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aDeadIoThreadShowsInWhatStandsStill(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("dead");
        Producer<String, String> producer = open(cluster, "dead-alert");
        try {
            producer.send(new ProducerRecord<>(topic, "before")).get(20, TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") == 0);
            end(producer, topic, new AssertionError("thrown on purpose"));
            await().atMost(SOON).until(() -> !IoThread.isAlive("dead-alert"));
            double selects = of(producer, "select-total");
            double available = of(producer, "buffer-available-bytes");

            Future<RecordMetadata> never = producer.send(new ProducerRecord<>(topic, "never"));
            assertThatThrownBy(() -> never.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            assertThat(of(producer, "select-total")).isEqualTo(selects);
            double withABatch = of(producer, "buffer-available-bytes");
            assertThat(withABatch).isLessThan(available);
            producer.send(new ProducerRecord<>(topic, "into the same batch"));
            assertThat(of(producer, "buffer-available-bytes")).isEqualTo(withABatch);
            producer.send(new ProducerRecord<>(topic, "x".repeat(20_000)));
            assertThat(of(producer, "buffer-available-bytes")).as("a new batch").isLessThan(withABatch);
            assertThat(of(producer, "record-error-total")).isZero();
            assertThat(of(producer, "record-retry-total")).isZero();
            assertThat(of(producer, "requests-in-flight")).isZero();
            assertThat(of(producer, "connection-count")).isGreaterThanOrEqualTo(1);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** The control arm: what is only an exception leaves the thread alive, and shows in nothing at all. */
    @Test
    void anExceptionInACallbackShowsInNoMetric(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("alive");
        try (Producer<String, String> producer = open(cluster, "alive-alert")) {
            end(producer, topic, new IllegalStateException("thrown on purpose"));
            producer.flush();
            producer.send(new ProducerRecord<>(topic, "next")).get(20, TimeUnit.SECONDS);

            double selects = of(producer, "select-total");
            // Also while there is nothing to do.
            await().atMost(SOON).until(() -> of(producer, "select-total") > selects + 1);
            await().atMost(SOON)
                    .until(() -> of(producer, "buffer-available-bytes") == of(producer, "buffer-total-bytes"));
            assertThat(of(producer, "record-error-total")).isZero();
            assertThat(of(producer, "record-send-total")).isEqualTo(2);
        }
    }

    private static void end(Producer<String, String> producer, String topic, Throwable thrown) {
        AsyncCallback.send(producer, new ProducerRecord<>(topic, "first"), (r, m) -> raise(thrown), (r, e) -> {});
    }

    private static void raise(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static Producer<String, String> open(KafkaCluster cluster, String clientId) {
        // The longest time for which a thread with nothing to do looks at nothing.
        Map<String, Object> overlay = Map.of("client.id", clientId, "request.timeout.ms", 1_000);
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }

    private static double of(Producer<?, ?> producer, String name) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", name);
    }
}
