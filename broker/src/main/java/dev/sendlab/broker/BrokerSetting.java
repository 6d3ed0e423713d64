package dev.sendlab.broker;

import dev.sendlab.broker.container.Containers;
import dev.sendlab.broker.container.UsableImage;
import dev.sendlab.broker.process.ChildJvms;
import java.util.Locale;
import java.util.Optional;

/**
 * On what kind of broker tests run: the system property {@code sendlab.broker}, one of {@code auto}, {@code process},
 * {@code container} and {@code external}. What is demanded and impossible is refused; only {@code auto}, the default,
 * may choose, and it says what and why.
 *
 * @param kind what it came to
 * @param why in one phrase
 */
public record BrokerSetting(Kind kind, String why) {

    /** The name of the system property. */
    public static final String PROPERTY = "sendlab.broker";

    private static BrokerSetting current;
    private static IllegalStateException refused;

    /** Where brokers run. */
    public enum Kind {
        /** Child JVMs. */
        PROCESS,
        /** Containers. */
        CONTAINER,
        /** The cluster that {@code KAFKA_BOOTSTRAP_SERVERS} names; what must be broken runs in child JVMs. */
        EXTERNAL;

        /** Somewhere for the nodes of one private cluster. */
        public NodeHost host() {
            return this == CONTAINER ? new Containers(UsableImage.find().name()) : new ChildJvms();
        }
    }

    /**
     * Looked for once in the life of this JVM.
     *
     * @throws IllegalStateException with one line that says what to do, if what is demanded cannot be had
     */
    public static synchronized BrokerSetting current() {
        if (refused != null) {
            throw refused;
        }
        if (current == null) {
            try {
                Optional<ExternalCluster> external = ExternalCluster.ofTheEnvironment();
                BrokerSetting setting =
                        of(System.getProperty(PROPERTY, "auto"), external.map(ExternalCluster::bootstrapServers));
                if (setting.kind() == Kind.EXTERNAL) {
                    external.ifPresent(ExternalCluster::requireAnswer);
                }
                current = setting;
            } catch (IllegalStateException e) {
                refused = e;
                throw e;
            }
        }
        return current;
    }

    static BrokerSetting of(String demanded, Optional<String> servers) {
        switch (demanded) {
            case "process":
                return new BrokerSetting(Kind.PROCESS, "as demanded");
            case "external":
                servers.orElseThrow(() -> impossible(demanded, "KAFKA_BOOTSTRAP_SERVERS names no cluster: set it"));
                return new BrokerSetting(Kind.EXTERNAL, "as demanded");
            case "container":
                UsableImage image = UsableImage.find();
                if (!image.isUsable()) {
                    throw impossible(demanded, image.why());
                }
                return new BrokerSetting(Kind.CONTAINER, image.why());
            case "auto":
                return automatic(servers);
            default:
                throw new IllegalStateException(
                        PROPERTY + "=" + demanded + ": it must be auto, process, container or external");
        }
    }

    private static BrokerSetting automatic(Optional<String> servers) {
        if (servers.isPresent()) {
            return new BrokerSetting(Kind.EXTERNAL, "KAFKA_BOOTSTRAP_SERVERS names " + servers.get());
        }
        UsableImage image = UsableImage.find();
        return new BrokerSetting(image.isUsable() ? Kind.CONTAINER : Kind.PROCESS, image.why());
    }

    private static IllegalStateException impossible(String demanded, String why) {
        return new IllegalStateException(PROPERTY + "=" + demanded + " is impossible: " + why);
    }

    /** Somewhere for the nodes of one private cluster. */
    public NodeHost host() {
        return kind.host();
    }

    /** A cluster for what breaks nothing; closed by whoever asked for it. */
    public KafkaCluster shared() {
        return kind == Kind.EXTERNAL
                ? KafkaCluster.connectOrStart()
                : PrivateCluster.start(ClusterPlan.of(Topology.ONE), host());
    }

    @Override
    public String toString() {
        return "brokers: " + kind.name().toLowerCase(Locale.ROOT) + " (" + why + ")";
    }
}
