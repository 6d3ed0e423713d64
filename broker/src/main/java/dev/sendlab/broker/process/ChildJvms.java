package dev.sendlab.broker.process;

import dev.sendlab.broker.Listener;
import dev.sendlab.broker.NodeHost;
import dev.sendlab.broker.NodePlan;
import dev.sendlab.broker.NodeRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each node is a JVM, a child of this one, with real signals and without a container. */
public final class ChildJvms implements NodeHost {

    private final List<String> jvmOptions;

    /** With a JVM that starts soon rather than one that is fast after an hour. */
    public ChildJvms() {
        this(List.of());
    }

    ChildJvms(List<String> jvmOptions) {
        this.jvmOptions = jvmOptions;
    }

    @Override
    public String phrase() {
        return "in child JVMs";
    }

    @Override
    public String controllerAddress(NodePlan node) {
        return loopback(node.controllerPort());
    }

    @Override
    public String controllerListener(NodePlan node) {
        return loopback(node.controllerPort());
    }

    @Override
    public List<Listener> brokerListeners(NodePlan node) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(new Listener(Listener.DIRECT, loopback(node.port()), loopback(node.port())));
        if (node.isProxied()) {
            listeners.add(new Listener(Listener.PROXIED, loopback(node.proxiedPort()), loopback(node.proxyPort())));
        }
        return listeners;
    }

    @Override
    public String interBrokerListener() {
        return Listener.DIRECT;
    }

    @Override
    public NodeRuntime create(NodePlan node, String clusterId, Map<String, String> config) {
        return new ProcessNode(node, clusterId, config, jvmOptions);
    }

    @Override
    public void close() {
        // The nodes share nothing.
    }

    private static String loopback(int port) {
        return "127.0.0.1:" + port;
    }
}
