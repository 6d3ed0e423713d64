package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What acks=all waits for: the replicas that are in sync, of which there must be {@code min.insync.replicas}. */
@Order(1)
@ResourceLock("controller and three")
class MinInsyncReplicasIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** The broker's first answer is the last word; this turns idempotence off as well (C24). */
    private static final Map<String, Object> NO_RETRY = Map.of("retries", 0);

    private static final Map<String, Object> IMPATIENT =
            Map.of("request.timeout.ms", 1_000, "delivery.timeout.ms", 3_000, "linger.ms", 0);

    @Nested
    @BrokerTest(topology = Topology.CONTROLLER_AND_THREE)
    class OnThreeReplicas {

        @Test
        void withBothFollowersGoneTheLeaderRefuses(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("alone");
            List<Node> followers = stopFollowers(cluster, topic);

            Throwable refused = catchThrowable(() -> send(cluster, NO_RETRY, topic, "refused"));
            assertThat(refused).isInstanceOf(NotEnoughReplicasException.class);

            followers.get(0).restart();
            cluster.awaitInSync(topic, 2);
            send(cluster, NO_RETRY, topic, "taken by two");
            assertThat(cluster.log(topic).values()).containsExactly("taken by two");
            ErrorAtlas.seen(
                    refused,
                    Channel.FUTURE,
                    Thread.currentThread(),
                    Written.NO,
                    "Fewer than `min.insync.replicas` are in sync, and `retries=0`: send it again later, or let the client retry.");
        }

        /** NotEnoughReplicas is retriable: who lets the client retry hears of the time that is over, not of the reason. */
        @Test
        void aClientThatRetriesTellsOfTheDeliveryTimeoutOnly(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("expires");
            List<Node> followers = stopFollowers(cluster, topic);

            assertThat(catchThrowable(() -> send(cluster, IMPATIENT, topic, "expired")))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("Expiring 1 record(s)");

            // Only now would a reader see it, if it had been written.
            followers.get(0).restart();
            cluster.awaitInSync(topic, 2);
            send(cluster, Map.of(), topic, "next");
            assertThat(cluster.log(topic).values()).containsExactly("next");
        }

        /**
         * The control arm: only acks=all is refused. But below min.insync.replicas the high watermark does not move
         * (KIP-966), so what acks=1 acknowledges then is invisible until another replica has it.
         */
        @Test
        void withAcksOneTheLoneLeaderAcknowledgesWhatNobodyCanReadYet(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("acks-one");
            List<Node> followers = stopFollowers(cluster, topic);

            assertThat(send(cluster, Map.of("acks", "1"), topic, "taken by one").hasOffset())
                    .isTrue();
            assertThat(cluster.log(topic).values()).isEmpty();

            followers.get(0).restart();
            cluster.awaitInSync(topic, 2);
            await().until(() -> cluster.log(topic).values().equals(List.of("taken by one")));
        }

        /** The contrary of the first: with the default, "all" is whoever is left. */
        @Test
        void withMinInsyncReplicasOneTheLeaderAloneIsAll(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("one-is-all", 1, Map.of("min.insync.replicas", "1"));
            stopFollowers(cluster, topic);

            send(cluster, NO_RETRY, topic, "taken by one");

            assertThat(cluster.log(topic).values()).containsExactly("taken by one");
        }

        /** In order, so that they leave the ISR at once: of a killed one the controller hears after nine seconds. */
        private List<Node> stopFollowers(PrivateCluster cluster, String topic) {
            cluster.awaitInSync(topic, 3);
            List<Node> followers = cluster.followersOf(topic);
            followers.forEach(Node::stop);
            cluster.awaitInSync(topic, 1);
            return followers;
        }
    }

    @Nested
    @BrokerTest
    class OnOneReplica {

        /** C33: the broker caps it at the number of replicas, so it protects nothing here and says nothing. */
        @Test
        void twoAreNotAskedForWhereThereIsOne(PrivateBroker broker) throws Exception {
            String topic = broker.createTopic("capped", 1, Map.of("min.insync.replicas", "2"));

            send(broker, NO_RETRY, topic, "taken by one");

            assertThat(broker.log(topic).values()).containsExactly("taken by one");
        }
    }

    private static RecordMetadata send(KafkaCluster cluster, Map<String, Object> overlay, String topic, String value)
            throws InterruptedException, java.util.concurrent.TimeoutException {
        try (Producer<String, String> producer = Producers.open(SyncSend.config(cluster.bootstrapServers()), overlay)) {
            return SyncSend.send(producer, new ProducerRecord<>(topic, value), DEADLINE);
        }
    }
}
