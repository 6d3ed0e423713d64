package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * C126: what moves while the caller notices nothing, or only that it is slow. In each test the same producer is the control
 * arm: what it says before the fault. {@link OutageIT} has record-error-total, {@link MetadataAlertIT} what shows with the
 * default metadata.recovery.strategy, and {@link RefusalAlertIT} what the broker says itself.
 */
@BrokerTest
class AlertIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** With its metadata kept, send() does not block for it while the broker is away. */
    private static final Map<String, Object> PATIENT = Map.of(
            "linger.ms", 0,
            "max.in.flight.requests.per.connection", 1,
            "metadata.max.age.ms", 500,
            "metadata.recovery.strategy", "none");

    /**
     * The second record waits behind the first. The latency is only that of what was answered, so it comes last; a second
     * producer, which remembers a second instead of a minute, has none at all by then.
     */
    @Test
    void aBrokerThatDoesNotAnswerShowsInWhatWaits(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("frozen");
        Map<String, Object> forgetful = new HashMap<>(PATIENT);
        forgetful.putAll(Map.of("client.id", "forgetful", "metrics.sample.window.ms", 500));
        try (Producer<String, String> producer = open(broker, PATIENT);
                Producer<String, String> soon = open(broker, forgetful)) {
            await().atMost(SOON).until(() -> {
                send(soon, topic, 1);
                soon.flush();
                return overJmx("forgetful", "request-latency-max") > 0;
            });
            send(producer, topic, 10);
            producer.flush();
            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") == 0);
            await().atMost(SOON).until(() -> of(producer, "metadata-age") < 1.5);

            broker.pause();
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") >= 1);
            // The I/O thread has sent this one, so it has noted all about those before.
            double latency = of(producer, "request-latency-max");
            double queued = of(producer, "record-queue-time-max");
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "metadata-age") > 2.5);
            assertThat(of(producer, "request-latency-max")).isEqualTo(latency);
            assertThat(overJmx("forgetful", "request-latency-max")).isNaN();
            assertThat(of(producer, "record-error-total")).isZero();
            broker.resume();
            producer.flush();

            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") == 0);
            assertThat(of(producer, "request-latency-max")).isGreaterThan(1_500).isGreaterThan(latency);
            assertThat(of(producer, "record-queue-time-max")).isGreaterThan(500).isGreaterThan(queued);
        }
    }

    /** Behind an acknowledgement that came late may stand a request that was given up. Here it is also read over JMX. */
    @Test
    void aRequestThatWasGivenUpShowsInTheRetries(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("retried");
        Map<String, Object> hasty = Map.of(
                "client.id", topic, "linger.ms", 0, "request.timeout.ms", 1_000, "metadata.recovery.strategy", "none");
        try (Producer<String, String> producer = open(broker, hasty)) {
            send(producer, topic, 1);
            producer.flush();
            assertThat(of(producer, "record-retry-total")).isZero();

            broker.pause();
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "record-retry-total") >= 1);
            broker.resume();
            producer.flush();

            assertThat(of(producer, "record-error-total")).isZero();
            assertThat(overJmx(topic, "record-retry-total")).isEqualTo(of(producer, "record-retry-total"));
        }
        assertThat(broker.log(topic).values()).hasSize(2);
    }

    @Test
    void aFullBufferShowsInItsBytesItsWaitersAndItsDrops(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("full");
        Map<String, Object> small = Map.of(
                "buffer.memory", 40_000,
                "batch.size", 30_000,
                "max.block.ms", 4_000,
                "linger.ms", 0,
                "metadata.recovery.strategy", "none");
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Producer<String, String> producer = open(broker, small)) {
            send(producer, topic, 1);
            producer.flush();
            // The acknowledgement is told before its buffer is given back.
            await().atMost(SOON)
                    .until(() -> of(producer, "buffer-available-bytes") == of(producer, "buffer-total-bytes"));
            assertThat(of(producer, "waiting-threads")).isZero();
            assertThat(of(producer, "bufferpool-wait-time-ns-total")).isZero();
            assertThat(of(producer, "buffer-exhausted-total")).isZero();

            broker.pause();
            FireAndForget.send(producer, new ProducerRecord<>(topic, "a".repeat(25_000)));
            Future<?> blocked =
                    caller.submit(() -> FireAndForget.send(producer, new ProducerRecord<>(topic, "b".repeat(25_000))));
            await().atMost(SOON).until(() -> of(producer, "waiting-threads") == 1);
            assertThat(of(producer, "buffer-available-bytes")).isEqualTo(10_000);
            blocked.get(20, TimeUnit.SECONDS);

            assertThat(of(producer, "buffer-exhausted-total")).isEqualTo(1);
            assertThat(of(producer, "record-error-total")).isEqualTo(1);
            assertThat(of(producer, "bufferpool-wait-time-ns-total")).isGreaterThan(1e9);
            broker.resume();
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void aBrokerThatIsGoneLeavesNoConnection(PrivateBroker broker) {
        String topic = broker.createTopic("gone");
        try (Producer<String, String> producer = open(broker, Map.of("linger.ms", 0))) {
            send(producer, topic, 1);
            producer.flush();
            assertThat(of(producer, "connection-count")).isGreaterThanOrEqualTo(1);

            broker.kill();

            await().atMost(SOON).until(() -> of(producer, "connection-count") == 0);
            assertThat(of(producer, "record-error-total")).isZero();
        }
    }

    private static void send(Producer<String, String> producer, String topic, int records) {
        Sending.sendAll(producer, topic, "value", records);
    }

    /** As a collector reads it: NaN where nothing was measured of late. */
    private static double overJmx(String clientId, String name) throws Exception {
        ObjectName bean = new ObjectName("kafka.producer:type=producer-metrics,client-id=" + clientId);
        return (Double) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
    }

    private static double of(Producer<?, ?> producer, String name) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", name);
    }
}
