package dev.sendlab.broker;

import dev.sendlab.broker.proxy.FrameProxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A node of a private cluster, and what can be done to it. Its ports and its data stay the same over all of it. */
public final class Node {

    private static final Duration START_DEADLINE = Duration.ofSeconds(30);

    private final NodePlan plan;
    private final NodeRuntime runtime;
    private final Supplier<List<Node>> brokers;
    private final FrameProxy proxy;

    /** Held while it is killed, stopped or started: whoever sees it dead and starts it again must not overtake the kill. */
    private final Object life = new Object();

    /** @param brokers of the cluster; not asked before all of them are there */
    Node(NodePlan plan, NodeRuntime runtime, Supplier<List<Node>> brokers) {
        this.plan = plan;
        this.runtime = runtime;
        this.brokers = brokers;
        this.proxy = plan.isProxied() ? FrameProxy.open(plan.proxyPort(), plan.proxiedPort()) : null;
    }

    /** The {@code node.id}. */
    public int id() {
        return plan.id();
    }

    /** {@code host:port} of the broker itself, past its proxy. */
    public String address() {
        return plan.directAddress();
    }

    /** The process id of a child JVM, or the id of a container; the latter stays over a kill and a restart. */
    public String handle() {
        return runtime.handle();
    }

    /** Also true while it is paused. */
    public boolean isRunning() {
        return runtime.isRunning();
    }

    /** SIGKILL: no controlled shutdown, no flush, no farewell to clients. Returns when the process is gone. */
    public void kill() {
        synchronized (life) {
            runtime.kill();
        }
    }

    /** SIGTERM: a controlled shutdown. Returns when the process is gone; after 15 s it is killed. */
    public void stop() {
        synchronized (life) {
            runtime.stop();
        }
    }

    /**
     * Starts the stopped or killed node again on its data and its ports; returns when it is ready. After a kill that
     * takes until its old session is over ({@code broker.session.timeout.ms}, 9 s by default): the controller cannot
     * know that nobody else is using the node's id. It needs a quorum: when that is dead too, {@link
     * PrivateCluster#restart()} starts all nodes together. A controller is ready when the brokers that run can lead a new topic.
     *
     * @throws BrokerException if it is not ready within 30 s
     */
    public void restart() {
        synchronized (life) {
            if (isRunning()) {
                throw new IllegalStateException("node " + id() + " runs: stop or kill it first");
            }
            runtime.start();
        }
        List<Node> witnesses = plan.isBroker()
                ? List.of(this)
                : brokers.get().stream().filter(Node::isRunning).toList();
        Readiness.await(witnesses, START_DEADLINE);
    }

    /**
     * The process freezes; its sockets stay open and the kernel still accepts bytes and connections for it. When this
     * returns, none of its threads runs any more.
     */
    public void pause() {
        runtime.pause();
    }

    /** It goes on where it was, and first reads what the kernel has kept for it. */
    public void resume() {
        runtime.resume();
    }

    /**
     * Takes a container off its network: neither clients nor the other nodes reach it, and it goes on by itself.
     *
     * @throws UnsupportedOperationException for a node in a child JVM, which has no network of its own
     */
    public void disconnect() {
        runtime.disconnect();
    }

    /** Ends {@link #disconnect()}; does nothing if it is connected. */
    public void reconnect() {
        runtime.reconnect();
    }

    /**
     * What stands between this broker and its clients.
     *
     * @throws IllegalStateException if nothing does
     */
    public FrameProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("node " + id() + " has no proxy: ask for one with ClusterPlan.proxied()");
        }
        return proxy;
    }

    /** For a user: which node, and where clients of its own would find it. */
    @Override
    public String toString() {
        return plan.isBroker() ? "node " + id() + " at " + address() : "node " + id() + ", the controller,";
    }

    /** Without waiting until it is ready; does nothing if it runs. */
    void startIfDead() {
        synchronized (life) {
            if (!isRunning()) {
                runtime.start();
            }
        }
    }

    NodePlan plan() {
        return plan;
    }

    NodeRuntime runtime() {
        return runtime;
    }

    void close() {
        try {
            runtime.close();
        } finally {
            if (proxy != null) {
                proxy.close();
            }
        }
    }
}
