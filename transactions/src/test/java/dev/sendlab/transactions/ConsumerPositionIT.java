package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Where a consumer is, and what it says of that by itself: what the two patterns that consume have to reckon with. */
@BrokerTest(proxied = true)
class ConsumerPositionIT {

    private static final Duration POLL = Duration.ofMillis(500);

    private final String group = Transactional.newId();

    /** C52: nothing was committed, and yet the record does not come back; the seek is the control arm. */
    @Test
    void pollGoesOnBehindWhatWasNotCommitted(KafkaCluster cluster) {
        String topic = topicOf(cluster, "a", "b", "c");
        try (KafkaConsumer<String, String> consumer =
                open(cluster, Map.of("enable.auto.commit", false, "max.poll.records", 1))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));

            assertThat(values(consumer, 3)).containsExactly("a", "b", "c");

            consumer.seek(new TopicPartition(topic, 0), 1);
            assertThat(values(consumer, 2)).containsExactly("b", "c");
        }
    }

    /** C53: a record was polled, its processing threw, and close() committed it all the same. */
    @Test
    void autoCommitCommitsWhatWasPolledAndNeverProcessed(KafkaCluster cluster) {
        String topic = topicOf(cluster, "lost");
        for (boolean autoCommit : new boolean[] {true, false}) {
            String itsGroup = group + autoCommit;
            try (KafkaConsumer<String, String> consumer =
                    open(cluster, Map.of("group.id", itsGroup, "enable.auto.commit", autoCommit))) {
                consumer.subscribe(List.of(topic));
                values(consumer, 1);
            }
            try (KafkaConsumer<String, String> next = open(cluster, Map.of("group.id", itsGroup))) {
                OffsetAndMetadata committed =
                        next.committed(Set.of(new TopicPartition(topic, 0))).get(new TopicPartition(topic, 0));
                assertThat(committed == null ? null : committed.offset()).isEqualTo(autoCommit ? 1L : null);
            }
        }
    }

    /** C56: no broker decides that a poll is late. The client says goodbye by itself. */
    @Test
    void aConsumerThatPollsTooSeldomLeavesTheGroupByItself(PrivateBroker broker) {
        String topic = topicOf(broker, "a");
        Rule goodbye = broker.proxy().add(Match.api(ApiKeys.LEAVE_GROUP), Trigger.always(), Action.forward());
        try (KafkaConsumer<String, String> consumer = open(broker, Map.of("max.poll.interval.ms", 1_000))) {
            consumer.subscribe(List.of(topic));
            values(consumer, 1);
            assertThat(goodbye.fired()).isZero();

            await().atMost(Duration.ofSeconds(20)).until(() -> goodbye.fired() == 1);
        }
    }

    private static String topicOf(KafkaCluster cluster, String... values) {
        String topic = cluster.createTopic("position");
        try (Producer<String, String> producer = Transactional.openPlain(cluster)) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value));
            }
        }
        return topic;
    }

    private static List<String> values(KafkaConsumer<String, String> consumer, int count) {
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (values.size() < count && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                values.add(record.value());
            }
        }
        return values;
    }

    private KafkaConsumer<String, String> open(KafkaCluster cluster, Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(), "group.id", group, "auto.offset.reset", "earliest"));
        config.putAll(overlay);
        StringDeserializer utf8 = new StringDeserializer();
        return new KafkaConsumer<>(config, utf8, utf8);
    }
}
