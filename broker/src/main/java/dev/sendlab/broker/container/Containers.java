package dev.sendlab.broker.container;

import dev.sendlab.broker.Listener;
import dev.sendlab.broker.NodeHost;
import dev.sendlab.broker.NodePlan;
import dev.sendlab.broker.NodeRuntime;
import dev.sendlab.broker.Watchdog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/**
 * Each node is a container, all on one network of their own. What they publish is bound to 127.0.0.1, at ports that were
 * chosen before: an engine that may choose gives a container another port at every start, and its clients never find
 * it again.
 */
public final class Containers implements NodeHost {

    /** Carried by every container and network; its value is this JVM's own. */
    private static final String OWNER_LABEL = "dev.sendlab.owner";

    private static final String OWNER = UUID.randomUUID().toString();

    private static final String EVERYWHERE = "0.0.0.0:";
    private static final String BROKER = "BROKER";

    private final String image;
    private final Network network;

    /** @param image a Kafka image on this machine, laid out as {@code apache/kafka} is */
    public Containers(String image) {
        this.image = image;
        // Before there is anything to remove: we may be killed between its creation and the next line.
        Watchdog.get()
                .containers(
                        OWNER_LABEL + "=" + OWNER,
                        DockerClientFactory.instance().getTransportConfig().getDockerHost());
        this.network = Network.builder()
                .createNetworkCmdModifier(create -> {
                    Map<String, String> labels = new HashMap<>(owner());
                    if (create.getLabels() != null) {
                        labels.putAll(create.getLabels());
                    }
                    create.withLabels(labels);
                })
                .build();
    }

    static Map<String, String> owner() {
        return Map.of(OWNER_LABEL, OWNER);
    }

    @Override
    public String phrase() {
        return "in containers";
    }

    @Override
    public String controllerAddress(NodePlan node) {
        return alias(node) + ":" + KafkaNodeContainer.CONTROLLER_PORT;
    }

    @Override
    public String controllerListener(NodePlan node) {
        return EVERYWHERE + KafkaNodeContainer.CONTROLLER_PORT;
    }

    @Override
    public List<Listener> brokerListeners(NodePlan node) {
        List<Listener> listeners = new ArrayList<>();
        listeners.add(
                new Listener(Listener.DIRECT, EVERYWHERE + KafkaNodeContainer.DIRECT_PORT, "127.0.0.1:" + node.port()));
        listeners.add(new Listener(
                BROKER,
                EVERYWHERE + KafkaNodeContainer.BROKER_PORT,
                alias(node) + ":" + KafkaNodeContainer.BROKER_PORT));
        if (node.isProxied()) {
            listeners.add(new Listener(
                    Listener.PROXIED, EVERYWHERE + KafkaNodeContainer.PROXIED_PORT, "127.0.0.1:" + node.proxyPort()));
        }
        return listeners;
    }

    /** Not the direct one: what that advertises is an address of this host, which a container cannot reach. */
    @Override
    public String interBrokerListener() {
        return BROKER;
    }

    @Override
    public NodeRuntime create(NodePlan node, String clusterId, Map<String, String> config) {
        return new ContainerNode(new KafkaNodeContainer(image, network, alias(node), node, clusterId, config));
    }

    @Override
    public void close() {
        network.close();
    }

    private static String alias(NodePlan node) {
        return "node-" + node.id();
    }
}
