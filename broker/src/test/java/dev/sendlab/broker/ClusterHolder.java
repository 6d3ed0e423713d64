package dev.sendlab.broker;

import java.io.IOException;
import java.util.stream.Collectors;

/** The parent that {@link NothingSurvivesIT} kills: it holds a cluster and does nothing until it dies. */
final class ClusterHolder {

    private ClusterHolder() {}

    /** @param args the topology, then "paused" to pause the last broker before the nodes' handles are printed */
    public static void main(String[] args) throws IOException {
        ClusterPlan plan = ClusterPlan.of(Topology.valueOf(args[0]));
        PrivateCluster cluster =
                PrivateCluster.start(plan, BrokerSetting.current().host());
        if (args[1].equals("paused")) {
            cluster.brokers().get(cluster.brokers().size() - 1).pause();
        }
        System.out.println(cluster.nodes().stream().map(Node::handle).collect(Collectors.joining(" ")));
        System.in.read(); // Returns at the end of whoever started us, whatever that was.
    }
}
