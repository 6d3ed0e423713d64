package dev.sendlab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
    static void await(NodeProcess process, int port, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        // Knocking at a closed port through the client would fill the log with its warnings.
        until(() -> portAnswers(port), process, end);
        Map<String, Object> impatient = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 1_000);
        try (Admin admin = Admin.create(impatient)) {
            until(() -> topicCanBeCreated(admin), process, end);
        }
    }

    private static void until(BooleanSupplier condition, NodeProcess process, long end) {
        while (!condition.getAsBoolean()) {
            if (process.ended(Duration.ofMillis(10))) {
                throw new BrokerException("the broker ended before it was ready", process);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new BrokerException("interrupted while the broker was starting", process);
            }
            if (System.nanoTime() - end > 0) {
                throw new BrokerException("the broker was not ready in time", process);
            }
        }
    }

    private static boolean portAnswers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean topicCanBeCreated(Admin admin) {
        try {
            NewTopic probe = new NewTopic("sendlab-readiness-probe", Optional.of(1), Optional.empty());
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
