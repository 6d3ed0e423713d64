package dev.sendlab.broker;

/** A cluster that somebody else runs and that we never stop, pause or clean up. */
public record ExternalCluster(String bootstrapServers) implements KafkaCluster {

    @Override
    public String description() {
        return "external cluster at " + bootstrapServers;
    }

    @Override
    public void close() {
        // Nothing of it is ours.
    }
}
