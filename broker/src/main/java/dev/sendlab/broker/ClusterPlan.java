package dev.sendlab.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a private cluster is to be, before it is started.
 *
 * @param topology which nodes
 * @param overrides broker configuration that differs from Kafka's defaults, for every node
 * @param isProxied whether each broker advertises the port of a frame proxy to its clients
 * @param port of the first broker on 127.0.0.1; 0 for any free one
 */
public record ClusterPlan(Topology topology, Map<String, String> overrides, boolean isProxied, int port) {

    /** With Kafka's defaults, on free ports, without proxies. */
    public static ClusterPlan of(Topology topology) {
        return new ClusterPlan(topology, Map.of(), false, 0);
    }

    /** With these entries as well, which win over those that it has. */
    public ClusterPlan with(Map<String, String> more) {
        Map<String, String> both = new HashMap<>(overrides);
        both.putAll(more);
        return new ClusterPlan(topology, Map.copyOf(both), isProxied, port);
    }

    /** With a frame proxy before each broker. */
    public ClusterPlan proxied() {
        return new ClusterPlan(topology, overrides, true, port);
    }

    /** With the first broker at a port of the caller's choice. */
    public ClusterPlan at(int chosen) {
        return new ClusterPlan(topology, overrides, isProxied, chosen);
    }

    /** The nodes, with their ports; each call chooses anew. */
    List<NodePlan> nodes() {
        return topology.plan(isProxied).stream()
                .map(node -> port != 0 && node.id() == 1 ? node.at(port) : node)
                .toList();
    }
}
