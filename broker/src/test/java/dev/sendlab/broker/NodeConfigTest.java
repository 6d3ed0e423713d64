package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.process.ChildJvms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {

    @Test
    void aLoneNodeIsBrokerAndControllerAndHoldsOneReplica() {
        assertThat(configs(ClusterPlan.of(Topology.ONE)).get(0))
                .containsEntry("process.roles", "broker,controller")
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void threeNodesVoteAndReplicateInternalTopicsToo() {
        assertThat(configs(ClusterPlan.of(Topology.THREE)))
                .hasSize(3)
                .allSatisfy(config -> assertThat(config)
                        .containsEntry("process.roles", "broker,controller")
                        .containsEntry("default.replication.factor", "3")
                        .containsEntry("min.insync.replicas", "2")
                        .containsEntry("offsets.topic.replication.factor", "3")
                        .containsEntry("transaction.state.log.replication.factor", "3")
                        .containsEntry("transaction.state.log.min.isr", "2")
                        .containsEntry("share.coordinator.state.topic.replication.factor", "3")
                        .containsEntry("share.coordinator.state.topic.min.isr", "2")
                        .hasEntrySatisfying(
                                "controller.quorum.voters",
                                voters -> assertThat(voters.split(",")).hasSize(3)));
    }

    @Test
    void aControllerThatStandsAloneIsTheOnlyVoterAndAdvertisesNothing() {
        List<Map<String, String>> configs = configs(ClusterPlan.of(Topology.CONTROLLER_AND_THREE));

        assertThat(configs)
                .extracting(config -> config.get("process.roles"))
                .containsExactly("controller", "broker", "broker", "broker");
        assertThat(configs.get(0)).doesNotContainKeys("advertised.listeners", "inter.broker.listener.name");
        assertThat(configs)
                .allSatisfy(config ->
                        assertThat(config.get("controller.quorum.voters")).startsWith("10@"));
    }

    @Test
    void aProxiedBrokerAdvertisesItsProxyBesideItsDirectListener() {
        ClusterPlan plan = ClusterPlan.of(Topology.ONE).proxied();
        NodePlan node = plan.nodes().get(0);

        assertThat(NodeConfig.of(plan, List.of(node), node, new ChildJvms()))
                .containsEntry(
                        "listeners",
                        "DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(node.port(), node.proxiedPort(), node.controllerPort()))
                .containsEntry(
                        "advertised.listeners",
                        "DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d".formatted(node.port(), node.proxyPort()));
    }

    @Test
    void whatTheCallerSaysWins() {
        ClusterPlan plan = ClusterPlan.of(Topology.THREE).with(Map.of("min.insync.replicas", "1"));

        assertThat(configs(plan)).allSatisfy(config -> assertThat(config).containsEntry("min.insync.replicas", "1"));
    }

    private static List<Map<String, String>> configs(ClusterPlan plan) {
        List<NodePlan> nodes = plan.nodes();
        return nodes.stream()
                .map(node -> NodeConfig.of(plan, nodes, node, new ChildJvms()))
                .toList();
    }
}
