package dev.sendlab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker is ready when a topic can be created on it. Its port answers long before: the controller makes no broker the
 * leader of anything that is not registered, or registered and still fenced, so only a creation (here one that is
 * validated and not carried out) tells that both are over.
 */
final class Readiness {

    private static final CreateTopicsOptions VALIDATE =
            new CreateTopicsOptions().validateOnly(true).timeoutMs(1_000);
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private Readiness() {}

    /**
     * @param brokers each of them must become ready
     * @throws BrokerException when one ends before it is ready, or the deadline passes; with the log's tail
     */
    static void await(List<Node> brokers, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        for (Node broker : brokers) {
            // Knocking at a closed port through the client would fill the log with its warnings.
            until(() -> portAnswers(broker.plan().port()), broker, end);
            try (Admin admin = Admin.create(ImpatientAdmin.config(broker.address()))) {
                until(() -> topicCanBeCreated(admin, broker.id()), broker, end);
            }
        }
    }

    private static void until(BooleanSupplier condition, Node broker, long end) {
        while (!condition.getAsBoolean()) {
            if (!broker.isRunning()) {
                throw failure(broker, "ended before it was ready");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw failure(broker, "was starting when the thread was interrupted");
            }
            if (System.nanoTime() - end > 0) {
                throw failure(broker, "was not ready in time");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static BrokerException failure(Node broker, String what) {
        return new BrokerException(
                "the broker at " + broker.address() + " " + what,
                broker.runtime().log());
    }

    private static boolean portAnswers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** With its one replica there: refused as long as that broker is fenced. */
    private static boolean topicCanBeCreated(Admin admin, int there) {
        try {
            NewTopic probe = new NewTopic("sendlab-readiness-probe", Map.of(0, List.of(there)));
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
