package dev.sendlab.broker;

import dev.sendlab.broker.process.ChildJvms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of our own, on loopback, whose nodes can be killed, paused and started again. Replication factor and
 * {@code min.insync.replicas} suit its size (3 and 2 on three brokers), internal topics included. When this JVM ends, in
 * whatever way, the nodes and their data end with it.
 */
public final class PrivateCluster implements KafkaCluster {

    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

    private final ClusterPlan plan;
    private final NodeHost host;
    private final List<Node> nodes = new ArrayList<>();

    private PrivateCluster(ClusterPlan plan, NodeHost host) {
        this.plan = plan;
        this.host = host;
    }

    /** Starts it in child JVMs and waits until it is ready. */
    public static PrivateCluster start(ClusterPlan plan) {
        return start(plan, new ChildJvms());
    }

    /**
     * Starts all nodes together and waits until every broker is ready.
     *
     * @param host where the nodes run; closed with the cluster
     * @throws BrokerException if a broker is not ready within 60 s; the message shows the tail of its log
     */
    public static PrivateCluster start(ClusterPlan plan, NodeHost host) {
        PrivateCluster cluster = new PrivateCluster(plan, host);
        try {
            cluster.create();
            cluster.restart();
            return cluster;
        } catch (RuntimeException e) {
            try {
                cluster.close();
            } catch (RuntimeException notClosed) {
                e.addSuppressed(notClosed);
            }
            throw e;
        }
    }

    private void create() {
        String clusterId = Uuid.randomUuid().toString();
        List<NodePlan> plans = plan.nodes();
        for (NodePlan node : plans) {
            NodeRuntime runtime = host.create(node, clusterId, NodeConfig.of(plan, plans, node, host));
            nodes.add(new Node(node, runtime, this::brokers));
        }
    }

    /**
     * Starts all nodes that do not run, together, and waits until every broker is ready. Nodes that form the quorum wait
     * for a majority of each other: one by one they would not come back.
     *
     * @throws BrokerException if a broker is not ready within 60 s
     */
    public void restart() {
        List<Node> dead = nodes.stream().filter(node -> !node.isRunning()).toList();
        dead.forEach(Node::startIfDead);
        if (!dead.isEmpty()) {
            Readiness.await(brokers(), START_DEADLINE);
        }
    }

    /** What clients get: through the proxies, where there are any. */
    @Override
    public String bootstrapServers() {
        return servers(NodePlan::clientAddress);
    }

    @Override
    public String directServers() {
        return servers(NodePlan::directAddress);
    }

    @Override
    public String description() {
        return "private " + plan.topology().phrase() + " " + host.phrase() + " at " + bootstrapServers();
    }

    /** In the order of their ids. A controller that stands alone is not among them. */
    public List<Node> brokers() {
        return nodes.stream().filter(node -> node.plan().isBroker()).toList();
    }

    /** @throws IllegalArgumentException if there is none of that id */
    public Node broker(int id) {
        return brokers().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no broker " + id + " in " + description()));
    }

    /** Every node: the brokers, and before them the controller that stands alone, if there is one. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Who leads partition 0 of the topic now; waits for up to 30 s until somebody does. */
    public Node leaderOf(String topic) {
        return broker(new Replication(directServers(), topic).leader());
    }

    /** Who else holds partition 0 of the topic, in sync or not. */
    public List<Node> followersOf(String topic) {
        Replication replication = new Replication(directServers(), topic);
        int leader = replication.leader();
        return replication.replicas().stream()
                .filter(id -> id != leader)
                .map(this::broker)
                .toList();
    }

    /**
     * Waits until that many replicas of partition 0 are in sync, neither more nor fewer.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if they are not within 30 s
     */
    public void awaitInSync(String topic, int replicas) {
        new Replication(directServers(), topic).awaitInSync(replicas);
    }

    /** @return the first of these nodes that ends, for whatever reason */
    public Node awaitEnd(List<Node> of) throws InterruptedException {
        while (true) {
            for (Node node : of) {
                if (!node.isRunning()) {
                    return node;
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Kills every node and deletes the data; does nothing when called again. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        List<Runnable> ends = new ArrayList<>(
                nodes.stream().<Runnable>map(node -> node::close).toList());
        ends.add(host::close);
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException e) {
                failures.add(e); // One node that would not end must not keep the others.
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private String servers(Function<NodePlan, String> address) {
        return brokers().stream().map(Node::plan).map(address).collect(Collectors.joining(","));
    }
}
