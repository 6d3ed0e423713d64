package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a broker in a container has: a network that it can be taken from. */
@BrokerTest(topology = Topology.THREE, asSet = true)
class ContainerIT {

    @BeforeEach
    void onlyInContainers(BrokerSetting setting) {
        assumeTrue(setting.kind() == BrokerSetting.Kind.CONTAINER, setting::why);
    }

    @Test
    void aLeaderWithoutNetworkIsFollowedByAnotherAndComesBack(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("cut-off");
        cluster.awaitInSync(topic, 3);
        Node leader = cluster.leaderOf(topic);
        send(cluster.bootstrapServers(), topic, "before");

        leader.disconnect();
        cluster.awaitInSync(topic, 2);
        send(cluster.bootstrapServers(), topic, "without it");
        leader.reconnect();
        cluster.awaitInSync(topic, 3);
        send(leader.address(), topic, "after");

        assertThat(cluster.log(topic).values()).containsExactly("before", "without it", "after");
    }

    @Test
    void aNodeWithoutNetworkAnswersNobody(PrivateCluster cluster) throws Exception {
        Node node = cluster.broker(1);
        String topic = cluster.createTopic("nobody");
        send(node.address(), topic, "before");

        node.disconnect();

        assertThat(node.isRunning()).isTrue();
        assertThatThrownBy(() -> send(node.address(), topic, "never"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        node.reconnect();
        cluster.awaitInSync(topic, 3);
    }

    private static void send(String servers, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", servers);
        Map<String, Integer> impatient = Map.of("max.block.ms", 5_000, "request.timeout.ms", 1_000);
        try (var producer = Producers.open(config, impatient)) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }
}
