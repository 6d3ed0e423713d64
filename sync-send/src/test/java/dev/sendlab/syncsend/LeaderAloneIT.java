package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * C82: with acks=1 an acknowledgement is the leader's word alone, and can die with it. Not beside {@link
 * MinInsyncReplicasIT}, whose cluster it takes over.
 */
@ResourceLock("controller and three")
@BrokerTest(topology = Topology.CONTROLLER_AND_THREE)
class LeaderAloneIT {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** A follower that is frozen may still get one record: the answer to what it had asked before. The next it cannot. */
    @Test
    void withAcksOneAnAcknowledgedRecordDiesWithTheLeader(PrivateCluster cluster) throws Exception {
        // Only who was in sync may take over, as by default.
        String topic = cluster.createTopic("alone", 1, Map.of("unclean.leader.election.enable", "false"));
        cluster.awaitInSync(topic, 3);
        Node leader = cluster.leaderOf(topic);
        List<Node> followers = cluster.followersOf(topic);

        try (Producer<String, String> producer = open(cluster, "1")) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "warm"), DEADLINE);
            // From here to the kill it must be quick: followers that are frozen for long are no longer in sync.
            followers.forEach(Node::pause);
            SyncSend.send(producer, new ProducerRecord<>(topic, "perhaps fetched"), DEADLINE);
            SyncSend.send(producer, new ProducerRecord<>(topic, "acknowledged"), DEADLINE);
            leader.kill();
            // Before close, which waits for every answer, also for metadata that a frozen follower was asked for.
            followers.forEach(Node::resume);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> followers.contains(cluster.leaderOf(topic)));
        assertThat(cluster.log(topic).values()).doesNotContain("acknowledged");
    }

    /** The control arm: with acks=all nobody is told of a success that only the leader knows of. */
    @Test
    void withAcksAllTheLeaderAloneAcknowledgesNothing(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("not-alone");
        cluster.awaitInSync(topic, 3);
        List<Node> followers = cluster.followersOf(topic);

        try (Producer<String, String> producer = open(cluster, "all")) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "warm"), DEADLINE);
            followers.forEach(Node::pause);

            assertThatThrownBy(() -> SyncSend.send(
                            producer, new ProducerRecord<>(topic, "not acknowledged"), Duration.ofSeconds(1)))
                    .isInstanceOf(TimeoutException.class);
            followers.forEach(Node::resume);
        }
    }

    private static Producer<String, String> open(PrivateCluster cluster, String acks) {
        return Producers.open(SyncSend.config(cluster.bootstrapServers()), Map.of("acks", acks));
    }
}
