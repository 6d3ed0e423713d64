package dev.sendlab.broker;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** A cluster that somebody else runs and that we never stop, pause or clean up. */
public record ExternalCluster(String bootstrapServers) implements KafkaCluster {

    /** The one that {@code KAFKA_BOOTSTRAP_SERVERS} names, if it names one. */
    static Optional<ExternalCluster> ofTheEnvironment() {
        return Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS"))
                .filter(servers -> !servers.isBlank())
                .map(ExternalCluster::new);
    }

    /** @throws IllegalStateException with one line, if no broker answers within 5 s */
    void requireAnswer() {
        try (Admin admin = Admin.create(ImpatientAdmin.config(bootstrapServers))) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(5_000))
                    .nodes()
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw new IllegalStateException(
                    "no broker answers at " + bootstrapServers + ": correct KAFKA_BOOTSTRAP_SERVERS, or unset it", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
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
