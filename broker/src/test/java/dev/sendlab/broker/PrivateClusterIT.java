package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Several nodes: who leads, who follows, who is in sync while some of them are dead. */
@Order(1)
class PrivateClusterIT {

    @Nested
    @BrokerTest(topology = Topology.THREE, asSet = true)
    class ThreeNodes extends ThreeBrokers {}

    @Nested
    @BrokerTest(topology = Topology.CONTROLLER_AND_THREE, asSet = true)
    class AControllerAndThreeBrokers extends ThreeBrokers {

        /**
         * Who leads is settled, and a producer that has its id needs nothing else. One that has none may have to wait:
         * brokers get the ids that they hand out from the controller, in blocks.
         */
        @Test
        void goOnWithoutTheirController(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("controller");
            Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
            try (var producer = Producers.open(config, Map.of())) {
                producer.send(new ProducerRecord<>(topic, "with")).get(30, TimeUnit.SECONDS);
                Node controller = cluster.nodes().get(0);

                controller.kill();
                producer.send(new ProducerRecord<>(topic, "without")).get(30, TimeUnit.SECONDS);
                controller.restart();
            }
            assertThat(cluster.log(topic).values()).containsExactly("with", "without");
            cluster.createTopic("after");
        }

        @Test
        void theControllerIsNoBroker(PrivateCluster cluster) {
            assertThat(cluster.brokers()).extracting(Node::id).containsExactly(1, 2, 3);
            assertThat(cluster.nodes()).hasSize(4);
        }
    }

    /** What holds whether the controllers are among them or not. */
    abstract static class ThreeBrokers {

        @Test
        void replicateEveryTopicThreeTimes(PrivateCluster cluster) {
            String topic = cluster.createTopic("replicated");

            cluster.awaitInSync(topic, 3);

            Node leader = cluster.leaderOf(topic);
            assertThat(cluster.followersOf(topic)).hasSize(2).doesNotContain(leader);
        }

        @Test
        void electAnotherLeaderWhenTheLeaderIsKilled(PrivateCluster cluster) {
            String topic = cluster.createTopic("election");
            cluster.awaitInSync(topic, 3);
            Node leader = cluster.leaderOf(topic);

            leader.kill();

            cluster.awaitInSync(topic, 2);
            assertThat(cluster.leaderOf(topic)).isNotEqualTo(leader);
            leader.restart();
            cluster.awaitInSync(topic, 3);
        }

        /** The quorum is dead as well, and only comes back with a majority. */
        @Test
        void comeBackWhenEveryNodeWasKilled(PrivateCluster cluster) {
            String topic = cluster.createTopic("all");
            cluster.nodes().forEach(Node::kill);

            cluster.restart();

            cluster.awaitInSync(topic, 3);
        }
    }
}
