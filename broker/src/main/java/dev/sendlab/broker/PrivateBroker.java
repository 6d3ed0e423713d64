package dev.sendlab.broker;

import dev.sendlab.broker.proxy.FrameProxy;

/**
 * A private cluster of one node, which is broker and controller in one: what is done to the broker is done to the
 * cluster.
 */
public final class PrivateBroker implements KafkaCluster {

    private final PrivateCluster cluster;
    private final Node node;

    private PrivateBroker(PrivateCluster cluster) {
        this.cluster = cluster;
        this.node = cluster.broker(1);
    }

    /** Starts a broker in a child JVM, on a free port, with Kafka's defaults, and waits until it is ready. */
    public static PrivateBroker start() {
        return start(ClusterPlan.of(Topology.ONE));
    }

    /**
     * Starts it in a child JVM and waits until it is ready.
     *
     * @throws BrokerException if it does not become ready; the message shows the tail of its log
     */
    public static PrivateBroker start(ClusterPlan plan) {
        return of(PrivateCluster.start(plan));
    }

    /** The broker of a cluster of one; closing either closes both. */
    public static PrivateBroker of(PrivateCluster cluster) {
        if (cluster.nodes().size() != 1) {
            throw new IllegalArgumentException(
                    "one node, not " + cluster.nodes().size() + ": " + cluster.description());
        }
        return new PrivateBroker(cluster);
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public String directServers() {
        return cluster.directServers();
    }

    @Override
    public String description() {
        return cluster.description();
    }

    /** Also true while it is paused. */
    public boolean isRunning() {
        return node.isRunning();
    }

    /** @see Node#kill() */
    public void kill() {
        node.kill();
    }

    /** @see Node#stop() */
    public void stop() {
        node.stop();
    }

    /** @see Node#restart() */
    public void restart() {
        node.restart();
    }

    /** @see Node#pause() */
    public void pause() {
        node.pause();
    }

    /** @see Node#resume() */
    public void resume() {
        node.resume();
    }

    /** @see Node#proxy() */
    public FrameProxy proxy() {
        return node.proxy();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
