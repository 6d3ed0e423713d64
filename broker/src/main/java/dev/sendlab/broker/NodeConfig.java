package dev.sendlab.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A KRaft node's configuration. */
final class NodeConfig {

    private NodeConfig() {}

    /**
     * @param nodes all of the cluster
     * @param node the one that it is for
     * @param host where they run
     */
    static Map<String, String> of(ClusterPlan plan, List<NodePlan> nodes, NodePlan node, NodeHost host) {
        Map<String, String> config = new TreeMap<>();
        identity(config, nodes, node, host);
        listeners(config, node, host);
        replication(config, plan.topology());
        config.put("group.initial.rebalance.delay.ms", "0");
        config.putAll(plan.overrides());
        return config;
    }

    private static void identity(Map<String, String> config, List<NodePlan> nodes, NodePlan node, NodeHost host) {
        config.put("node.id", Integer.toString(node.id()));
        config.put(
                "process.roles",
                node.isBroker() && node.isController()
                        ? "broker,controller"
                        : node.isBroker() ? "broker" : "controller");
        config.put(
                "controller.quorum.voters",
                nodes.stream()
                        .filter(NodePlan::isController)
                        .map(voter -> voter.id() + "@" + host.controllerAddress(voter))
                        .collect(Collectors.joining(",")));
    }

    private static void listeners(Map<String, String> config, NodePlan node, NodeHost host) {
        List<Listener> brokerListeners = node.isBroker() ? host.brokerListeners(node) : List.of();
        List<String> bound = new ArrayList<>();
        brokerListeners.forEach(listener -> bound.add(listener.name() + "://" + listener.bound()));
        if (node.isController()) {
            bound.add(Listener.CONTROLLER + "://" + host.controllerListener(node));
        }
        config.put("listeners", String.join(",", bound));
        config.put("controller.listener.names", Listener.CONTROLLER);
        List<String> protocols = new ArrayList<>(List.of(Listener.CONTROLLER + ":PLAINTEXT"));
        brokerListeners.forEach(listener -> protocols.add(listener.name() + ":PLAINTEXT"));
        config.put("listener.security.protocol.map", String.join(",", protocols));
        if (node.isBroker()) {
            config.put(
                    "advertised.listeners",
                    brokerListeners.stream()
                            .map(listener -> listener.name() + "://" + listener.advertised())
                            .collect(Collectors.joining(",")));
            config.put("inter.broker.listener.name", host.interBrokerListener());
        }
    }

    /** Internal topics too: a transaction is as safe as the log of its coordinator. */
    private static void replication(Map<String, String> config, Topology topology) {
        String replicas = Integer.toString(topology.brokers());
        String minInSync = Integer.toString(topology.minInSync());
        config.put("default.replication.factor", replicas);
        config.put("min.insync.replicas", minInSync);
        config.put("offsets.topic.replication.factor", replicas);
        config.put("transaction.state.log.replication.factor", replicas);
        config.put("transaction.state.log.min.isr", minInSync);
        config.put("share.coordinator.state.topic.replication.factor", replicas);
        config.put("share.coordinator.state.topic.min.isr", minInSync);
        // 50 partitions of an internal topic, the default, are 50 directories to make on each broker.
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.num.partitions", "1");
    }
}
