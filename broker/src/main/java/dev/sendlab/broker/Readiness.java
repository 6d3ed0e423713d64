package dev.sendlab.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Ready means that a topic can be created. The port answers long before: the controller places no replica on a broker
 * that is not registered, or registered and still fenced, so only a creation (here one that is validated and not
 * carried out) tells that both are over.
 */
final class Readiness {

    private static final CreateTopicsOptions VALIDATE =
            new CreateTopicsOptions().validateOnly(true).timeoutMs(1_000);

    private Readiness() {}

    /**
     * @throws BrokerException when the process ends before it is ready, or the deadline passes; with the log's tail
     */
    static void await(NodeProcess process, String bootstrapServers, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        Map<String, Object> impatient = Map.of(
                "bootstrap.servers", bootstrapServers,
                "reconnect.backoff.ms", 20,
                "reconnect.backoff.max.ms", 100,
                "retry.backoff.ms", 20,
                "request.timeout.ms", 1_000,
                "default.api.timeout.ms", 1_000);
        try (Admin admin = Admin.create(impatient)) {
            while (!topicCanBeCreated(admin)) {
                if (process.ended(Duration.ofMillis(20))) {
                    throw new BrokerException("the broker ended before it was ready", process);
                }
                if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                    throw new BrokerException(
                            "the broker was not ready within " + deadline.toSeconds() + " s", process);
                }
            }
        }
    }

    private static boolean topicCanBeCreated(Admin admin) {
        try {
            NewTopic probe = new NewTopic("ready", Optional.of(1), Optional.empty());
            admin.createTopics(List.of(probe), VALIDATE).all().get(2, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
