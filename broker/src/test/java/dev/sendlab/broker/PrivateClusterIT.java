package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several nodes: who leads, who follows, who is in sync while some of them are dead. */
class PrivateClusterIT {

    @Nested
    @BrokerTest(topology = Topology.THREE)
    class ThreeNodes {

        @Test
        void replicateEveryTopicThreeTimes(PrivateCluster cluster) {
            assertReplicated(cluster);
        }

        @Test
        void electAnotherLeaderWhenTheLeaderIsKilled(PrivateCluster cluster) {
            assertAnotherLeader(cluster);
        }
    }

    @Nested
    @BrokerTest(topology = Topology.CONTROLLER_AND_THREE)
    class AControllerAndThreeBrokers {

        @Test
        void replicateEveryTopicThreeTimes(PrivateCluster cluster) {
            assertReplicated(cluster);
        }

        @Test
        void electAnotherLeaderWhenTheLeaderIsKilled(PrivateCluster cluster) {
            assertAnotherLeader(cluster);
        }

        /** With all brokers frozen there is still a quorum to come back to. */
        @Test
        void comeBackWhenAllBrokersWereKilled(PrivateCluster cluster) {
            String topic = cluster.createTopic("all");
            cluster.brokers().forEach(Node::kill);

            cluster.brokers().forEach(Node::restart);

            cluster.awaitInSync(topic, 3);
        }

        @Test
        void theControllerIsNoBroker(PrivateCluster cluster) {
            assertThat(cluster.brokers()).extracting(Node::id).containsExactly(1, 2, 3);
            assertThat(cluster.nodes()).hasSize(4);
        }
    }

    private static void assertReplicated(PrivateCluster cluster) {
        String topic = cluster.createTopic("replicated");

        cluster.awaitInSync(topic, 3);

        Node leader = cluster.leaderOf(topic);
        List<Node> followers = cluster.followersOf(topic);
        assertThat(followers).hasSize(2).doesNotContain(leader);
    }

    private static void assertAnotherLeader(PrivateCluster cluster) {
        String topic = cluster.createTopic("election", 1, Map.of());
        Node leader = cluster.leaderOf(topic);

        leader.kill();

        cluster.awaitInSync(topic, 2);
        assertThat(cluster.leaderOf(topic)).isNotEqualTo(leader);
        leader.restart();
        cluster.awaitInSync(topic, 3);
    }
}
