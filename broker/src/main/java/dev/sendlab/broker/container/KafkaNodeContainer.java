package dev.sendlab.broker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import dev.sendlab.broker.NodePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Testcontainers' Kafka container, for one node of several. Its own listeners, quorum and wait are for a single node,
 * whose port it learns only when the container runs; ours are known before, so they go into the environment.
 */
final class KafkaNodeContainer extends KafkaContainer {

    static final int DIRECT_PORT = 9092;
    static final int BROKER_PORT = 9093;
    static final int CONTROLLER_PORT = 9094;
    static final int PROXIED_PORT = 9095;

    /** A volume of its own, removed with the container; the container's own file system is a slow place for a log. */
    private static final String DATA = "/var/lib/kafka/data";

    private static final String START_SCRIPT = "/tmp/testcontainers_start.sh";

    private final Network network;
    private final String alias;

    KafkaNodeContainer(
            String image, Network network, String alias, NodePlan node, String clusterId, Map<String, String> config) {
        super(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
        this.network = network;
        this.alias = alias;
        getEnvMap().clear();
        getEnvMap().putAll(environment(clusterId, config));
        setExposedPorts(node.isBroker() ? exposed(node) : List.of());
        withNetwork(network);
        withNetworkAliases(alias);
        withLabels(Containers.owner());
        withCreateContainerCmdModifier(create -> create.withHostName(alias)
                .withVolumes(new Volume(DATA))
                .getHostConfig()
                .withPortBindings(bindings(node)));
        waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // A node of three is ready only when the others are: the cluster waits for all of them.
            }
        });
    }

    Network network() {
        return network;
    }

    String alias() {
        return alias;
    }

    /** The image's entry point waits for this script; nothing in it is news by now. */
    @Override
    protected void containerIsStarting(InspectContainerResponse container) {
        copyFileToContainer(Transferable.of("#!/bin/sh\nexec /etc/kafka/docker/run\n", 0755), START_SCRIPT);
    }

    /** Dots become underscores, after underscores and dashes have been doubled and tripled to stay apart. */
    private static Map<String, String> environment(String clusterId, Map<String, String> config) {
        Map<String, String> environment = new HashMap<>();
        config.forEach((name, value) -> environment.put(
                "KAFKA_"
                        + name.toUpperCase(Locale.ROOT)
                                .replace("_", "__")
                                .replace("-", "___")
                                .replace('.', '_'),
                value));
        environment.put("KAFKA_LOG_DIRS", DATA);
        environment.put("CLUSTER_ID", clusterId);
        environment.put("KAFKA_HEAP_OPTS", "-Xmx512m");
        return environment;
    }

    private static List<Integer> exposed(NodePlan node) {
        return node.isProxied() ? List.of(DIRECT_PORT, PROXIED_PORT) : List.of(DIRECT_PORT);
    }

    private static List<PortBinding> bindings(NodePlan node) {
        List<PortBinding> bindings = new ArrayList<>();
        if (node.isBroker()) {
            bindings.add(loopback(node.port(), DIRECT_PORT));
        }
        if (node.isProxied()) {
            bindings.add(loopback(node.proxiedPort(), PROXIED_PORT));
        }
        return bindings;
    }

    private static PortBinding loopback(int port, int inTheContainer) {
        return new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(inTheContainer));
    }
}
