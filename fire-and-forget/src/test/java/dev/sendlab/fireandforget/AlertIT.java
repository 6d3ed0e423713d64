package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;

/**
 * C126: what moves while the caller notices nothing, or only that it is slow. In each test the same producer is the control
 * arm: what it says before the fault. {@link OutageIT} has record-error-total.
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

    /** The second record waits behind the first. The latency is only that of what was answered, so it comes last. */
    @Test
    void aBrokerThatDoesNotAnswerShowsInWhatWaits(PrivateBroker broker) {
        String topic = broker.createTopic("frozen");
        try (Producer<String, String> producer = open(broker, PATIENT)) {
            send(producer, topic, 10);
            producer.flush();
            assertThat(of(producer, "requests-in-flight")).isZero();
            double latency = of(producer, "request-latency-max");
            assertThat(latency).isLessThan(1_500);
            assertThat(of(producer, "record-queue-time-max")).isLessThan(1_500);
            assertThat(of(producer, "metadata-age")).isLessThan(1.5);

            broker.pause();
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") >= 1);
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "metadata-age") > 2.5);
            assertThat(of(producer, "request-latency-max")).isEqualTo(latency);
            assertThat(of(producer, "record-error-total")).isZero();
            broker.resume();
            producer.flush();

            assertThat(of(producer, "requests-in-flight")).isZero();
            assertThat(of(producer, "request-latency-max")).isGreaterThan(1_500);
            assertThat(of(producer, "record-queue-time-max")).isGreaterThan(1_500);
        }
    }

    /** Behind an acknowledgement that came late may stand a request that was given up. */
    @Test
    void aRequestThatWasGivenUpShowsInTheRetries(PrivateBroker broker) {
        String topic = broker.createTopic("retried");
        try (Producer<String, String> producer = open(
                broker, Map.of("linger.ms", 0, "request.timeout.ms", 1_000, "metadata.recovery.strategy", "none"))) {
            send(producer, topic, 1);
            producer.flush();
            assertThat(of(producer, "record-retry-total")).isZero();

            broker.pause();
            send(producer, topic, 1);
            await().atMost(SOON).until(() -> of(producer, "record-retry-total") >= 1);
            broker.resume();
            producer.flush();

            assertThat(of(producer, "record-error-total")).isZero();
        }
        assertThat(broker.log(topic).values()).hasSize(2);
    }

    @Test
    void aFullBufferShowsInItsBytesItsWaitersAndItsDrops(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("full");
        Map<String, Object> small = Map.of(
                "buffer.memory", 40_000,
                "batch.size", 30_000,
                "max.block.ms", 2_000,
                "linger.ms", 0,
                "metadata.recovery.strategy", "none");
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Producer<String, String> producer = open(broker, small)) {
            send(producer, topic, 1);
            producer.flush();
            assertThat(of(producer, "buffer-available-bytes")).isEqualTo(of(producer, "buffer-total-bytes"));
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

    /** A client that asks for SASL where there is none is refused as one with a wrong password is. */
    @Test
    void aRefusedClientShowsInItsFailedAuthentications(PrivateBroker broker) {
        String topic = broker.createTopic("refused");
        Map<String, Object> stranger = Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username='a' password='b';");
        try (Producer<String, String> known = open(broker, Map.of());
                Producer<String, String> refused = open(broker, stranger)) {
            send(known, topic, 1);
            known.flush();
            assertThat(of(known, "failed-authentication-total")).isZero();

            send(refused, topic, 1);

            assertThat(of(refused, "failed-authentication-total")).isGreaterThanOrEqualTo(1);
            assertThat(of(refused, "record-error-total")).isEqualTo(1);
        }
        assertThat(broker.log(topic).values()).hasSize(1);
    }

    /** Nothing fails and nothing is lost: the broker answers later, by its own will. */
    @Test
    void aQuotaShowsInTheThrottleTime(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("throttled");
        try (Producer<String, String> producer = open(broker, Map.of("linger.ms", 0, "client.id", topic));
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            send(producer, topic, 10);
            producer.flush();
            assertThat(of(producer, "produce-throttle-time-max")).isZero();

            ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, topic));
            ClientQuotaAlteration.Op low = new ClientQuotaAlteration.Op("producer_byte_rate", 1_000.0);
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(low))))
                    .all()
                    .get(15, TimeUnit.SECONDS);

            await().atMost(SOON).until(() -> {
                FireAndForget.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
                producer.flush();
                return of(producer, "produce-throttle-time-max") > 0;
            });
            assertThat(of(producer, "record-error-total")).isZero();
        }
    }

    private static void send(Producer<String, String> producer, String topic, int records) {
        Sending.sendAll(producer, topic, "value", records);
    }

    private static double of(Producer<?, ?> producer, String name) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", name);
    }
}
