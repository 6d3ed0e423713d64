package dev.sendlab.broker;

import java.util.List;
import java.util.Map;

/** Where the nodes of a private cluster run: in child JVMs or in containers. Closing it ends what they shared. */
public interface NodeHost extends AutoCloseable {

    /** For a user: where, as in "in containers". */
    String phrase();

    /** {@code host:port} at which the other nodes find this one's controller. */
    String controllerAddress(NodePlan node);

    /** The listeners of a node that is a broker. */
    List<Listener> brokerListeners(NodePlan node);

    /** The name of the one that brokers use among themselves. */
    String interBrokerListener();

    /** {@code host:port} that a node's controller listens at. */
    String controllerListener(NodePlan node);

    /**
     * Prepares a node; {@link NodeRuntime#start()} starts it.
     *
     * @param clusterId the same for all nodes of a cluster
     * @param config its whole configuration, by the names of the broker's documentation
     */
    NodeRuntime create(NodePlan node, String clusterId, Map<String, String> config);

    @Override
    void close();
}
