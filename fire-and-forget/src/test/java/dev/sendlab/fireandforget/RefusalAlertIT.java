package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;

/** C126: a broker that works, and does not want this client, or not so much of it. */
@BrokerTest
class RefusalAlertIT {

    /** A client that asks for SASL where there is none is refused as one with a wrong password is. */
    @Test
    void aRefusedClientShowsInItsFailedAuthentications(KafkaCluster cluster) {
        String topic = cluster.createTopic("refused");
        Map<String, Object> stranger = Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username='a' password='b';");
        try (Producer<String, String> known = open(cluster, Map.of());
                Producer<String, String> refused = open(cluster, stranger)) {
            send(known, topic, 1);
            known.flush();
            assertThat(of(known, "failed-authentication-total")).isZero();

            send(refused, topic, 1);

            assertThat(of(refused, "failed-authentication-total")).isGreaterThanOrEqualTo(1);
            assertThat(of(refused, "record-error-total")).isEqualTo(1);
        }
        assertThat(cluster.log(topic).values()).hasSize(1);
    }

    /** C19: with acks=0 a refusal is no error. The broker can only hang up, and that is seen. */
    @Test
    void whatIsRefusedWithAcksZeroShowsInTheConnections(KafkaCluster cluster) {
        String topic = cluster.createTopic("hung-up", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, Map.of("acks", "0"))) {
            send(producer, topic, 1);
            producer.flush();
            assertThat(cluster.log(topic).values()).hasSize(1);
            assertThat(of(producer, "connection-close-total")).isZero();

            FireAndForget.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
            producer.flush();

            await().atMost(Duration.ofSeconds(20)).until(() -> of(producer, "connection-close-total") >= 1);
            assertThat(of(producer, "record-error-total")).isZero();
        }
    }

    /** Nothing fails and nothing is lost: the broker answers later, by its own will. */
    @Test
    void aQuotaShowsInTheThrottleTime(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("throttled");
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 0, "client.id", topic));
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
            send(producer, topic, 10);
            producer.flush();
            assertThat(of(producer, "produce-throttle-time-max")).isZero();

            ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, topic));
            ClientQuotaAlteration.Op low = new ClientQuotaAlteration.Op("producer_byte_rate", 1_000.0);
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(client, List.of(low))))
                    .all()
                    .get(15, TimeUnit.SECONDS);

            await().atMost(Duration.ofSeconds(20)).until(() -> {
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
