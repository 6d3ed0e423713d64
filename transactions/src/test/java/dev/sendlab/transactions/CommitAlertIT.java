package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** C129: the metric of the commits has those that succeeded, and the metric of the aborts those that were asked for. */
@BrokerTest
class CommitAlertIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** A commit without an answer throws, and the metric of the commits is the same as before. */
    @Test
    void aCommitThatTimesOutIsNotInTheMetricOfTheCommits(PrivateBroker broker) {
        String topic = broker.createTopic("commit");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, Map.of("max.block.ms", 1_000))) {
            assertThat(of(producer, "txn-commit-time-ns-total")).isZero();
            begin(producer, topic);
            producer.commitTransaction();
            double once = of(producer, "txn-commit-time-ns-total");
            assertThat(once).isPositive();

            begin(producer, topic);
            await().atMost(SOON).until(() -> of(producer, "requests-in-flight") == 0);
            broker.pause();
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);
            assertThat(of(producer, "txn-commit-time-ns-total")).isEqualTo(once);
            assertThat(of(producer, "requests-in-flight")).as("the commit").isGreaterThanOrEqualTo(1);
            broker.resume();
            await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(TimeoutException.class)
                    .until(() -> {
                        producer.commitTransaction();
                        return true;
                    });
            assertThat(of(producer, "txn-commit-time-ns-total")).isGreaterThan(once);
            assertThat(of(producer, "txn-abort-time-ns-total")).isZero();

            begin(producer, topic);
            producer.abortTransaction();
            assertThat(of(producer, "txn-abort-time-ns-total")).isPositive();
        }
    }

    /** Nor is a commit that failed; and an abort by the coordinator is in nobody's metric. */
    @Test
    void aCommitThatIsFencedIsInNoMetricAndNeitherIsTheAbortByTheCoordinator(KafkaCluster cluster) {
        String topic = cluster.createTopic("fenced-commit");
        String id = Transactional.newId();
        try (KafkaProducer<String, String> old = Transactional.open(cluster, id, Map.of())) {
            begin(old, topic);
            try (KafkaProducer<String, String> newer = Transactional.open(cluster, id, Map.of())) {
                assertThatThrownBy(old::commitTransaction)
                        .satisfies(
                                e -> assertThat(Transactional.rootOf(e)).isInstanceOf(ProducerFencedException.class));
                assertThat(cluster.log(topic).committedValues()).isEmpty();
                assertThat(of(newer, "txn-abort-time-ns-total")).isZero();

                begin(newer, topic);
                newer.commitTransaction();
                assertThat(of(newer, "txn-commit-time-ns-total")).isPositive();
            }
            assertThat(of(old, "txn-commit-time-ns-total")).isZero();
            assertThat(of(old, "txn-abort-time-ns-total")).isZero();
        }
    }

    private static void begin(KafkaProducer<String, String> producer, String topic) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, "value"));
        producer.flush();
    }

    private static double of(KafkaProducer<?, ?> producer, String name) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", name);
    }
}
