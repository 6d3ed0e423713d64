package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;

/** C54, C94: whose clock a record carries, and when it is read. */
@BrokerTest
class TimestampIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Map<String, String> LOG_APPEND_TIME = Map.of("message.timestamp.type", "LogAppendTime");

    private static final long LINGER_MS = 2_000;

    private final long now = System.currentTimeMillis();

    @Test
    void aTimeMoreThanAnHourAheadIsRefused(KafkaCluster cluster) {
        String topic = cluster.createTopic("ahead");

        assertThatThrownBy(() -> send(cluster, topic, now + Duration.ofHours(2).toMillis()))
                .isInstanceOf(InvalidTimestampException.class);

        assertThat(cluster.log(topic).values()).isEmpty();
    }

    /** The control arm; the past has no limit at all. */
    @Test
    void aTimeHalfAnHourAheadOrYearsAgoIsKept(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("kept");
        long ahead = now + Duration.ofMinutes(30).toMillis();
        long past = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli();

        assertThat(send(cluster, topic, ahead).timestamp()).isEqualTo(ahead);
        assertThat(send(cluster, topic, past).timestamp()).isEqualTo(past);

        assertThat(timestamps(cluster, topic)).containsExactly(ahead, past);
    }

    /** The broker's clock overrides the record's, and so has nothing to refuse. */
    @Test
    void aTopicWithLogAppendTimeTakesAnyTimeAndKeepsNone(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("append-time", 1, LOG_APPEND_TIME);
        long farAhead = now + Duration.ofDays(2).toMillis();

        long told = send(cluster, topic, farAhead).timestamp();

        assertThat(told).isBetween(now - 60_000, now + 60_000);
        assertThat(timestamps(cluster, topic)).containsExactly(told);
    }

    /** C94: linger.ms comes between the two moments. The topic with LogAppendTime is the control arm. */
    @Test
    void aRecordWithoutATimeHasThatOfItsSendAndNotOfItsArrival(KafkaCluster cluster) throws Exception {
        Map<String, Object> linger = Map.of("linger.ms", LINGER_MS);
        for (boolean ofTheBroker : new boolean[] {false, true}) {
            String topic = cluster.createTopic("clock", 1, ofTheBroker ? LOG_APPEND_TIME : Map.of());
            try (Producer<String, String> producer =
                    Producers.open(SyncSend.config(cluster.bootstrapServers()), linger)) {
                producer.partitionsFor(topic);
                long before = System.currentTimeMillis();

                long told = SyncSend.send(producer, new ProducerRecord<>(topic, "value"), DEADLINE)
                        .timestamp();

                assertThat(told - before >= LINGER_MS).isEqualTo(ofTheBroker);
                assertThat(timestamps(cluster, topic)).containsExactly(told);
            }
        }
    }

    private static RecordMetadata send(KafkaCluster cluster, String topic, long timestamp) throws Exception {
        try (Producer<String, String> producer =
                Producers.open(SyncSend.config(cluster.bootstrapServers()), Map.of())) {
            return SyncSend.send(producer, new ProducerRecord<>(topic, null, timestamp, null, "value"), DEADLINE);
        }
    }

    private static List<Long> timestamps(KafkaCluster cluster, String topic) {
        return cluster.log(topic).readUncommitted().stream()
                .map(ConsumerRecord::timestamp)
                .toList();
    }
}
