package dev.sendlab.broker;

import java.util.Optional;

/** A cluster that somebody else runs and that we never stop, pause or clean up. */
public record ExternalCluster(String bootstrapServers) implements KafkaCluster {

    /** The one that {@code KAFKA_BOOTSTRAP_SERVERS} names, if it names one. */
    static Optional<ExternalCluster> ofTheEnvironment() {
        return Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS"))
                .filter(servers -> !servers.isBlank())
                .map(ExternalCluster::new);
    }

    @Override
    public String description() {
        return "external cluster at " + bootstrapServers;
    }

    @Override
    public void close() {
        // Nothing of it is ours.
    }
}
