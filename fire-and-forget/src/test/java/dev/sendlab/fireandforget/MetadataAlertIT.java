package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** C126: what shows of a frozen broker to a client that does not keep its metadata. */
@BrokerTest
class MetadataAlertIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /**
     * By default a client that has lost its last broker has lost the topics with it, and the caller waits in send() (C04).
     * What counts that wait counts it when it ended well.
     */
    @Test
    void aCallerThatWaitsForMetadataShowsInItsAge(PrivateBroker broker) {
        String topic = broker.createTopic("forgotten");
        // With the longer pause before it connects again, there is soon a moment without any broker.
        Map<String, Object> byDefault = Map.of(
                "linger.ms", 0,
                "max.block.ms", 1_000,
                "metadata.max.age.ms", 500,
                "reconnect.backoff.ms", 1_000,
                "request.timeout.ms", 1_000);
        try (Producer<String, String> producer = open(broker, byDefault)) {
            FireAndForget.send(producer, new ProducerRecord<>(topic, "value"));
            producer.flush();
            await().atMost(SOON).until(() -> of(producer, "metadata-age") < 1.5);
            assertThat(of(producer, "record-error-total")).isZero();
            double waited = of(producer, "metadata-wait-time-ns-total");
            assertThat(waited).isPositive();

            broker.pause();
            await().atMost(SOON).until(() -> {
                FireAndForget.send(producer, new ProducerRecord<>(topic, "value"));
                return of(producer, "record-error-total") >= 1;
            });

            assertThat(of(producer, "metadata-age")).isGreaterThan(1.5);
            assertThat(of(producer, "metadata-wait-time-ns-total")).isEqualTo(waited);
            assertThat(of(producer, "waiting-threads")).isZero();
            broker.resume();
        }
    }

    private static double of(Producer<?, ?> producer, String name) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", name);
    }
}
