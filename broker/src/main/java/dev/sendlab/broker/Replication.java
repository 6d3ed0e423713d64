package dev.sendlab.broker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Who leads a partition and who is in sync, as the cluster itself says; asked past the proxies. */
final class Replication {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final String servers;
    private final String topic;

    Replication(String servers, String topic) {
        this.servers = servers;
        this.topic = topic;
    }

    /** @return the id of the leader of partition 0, once there is one */
    int leader() {
        return await(
                        "a leader",
                        partition -> partition.leader() != null
                                && !partition.leader().isEmpty())
                .leader()
                .id();
    }

    /** Waits until that many replicas of partition 0 are in sync, neither more nor fewer. */
    void awaitInSync(int replicas) {
        await(replicas + " replicas in sync", partition -> partition.isr().size() == replicas);
    }

    /** @return the ids of the brokers that hold partition 0, in sync or not */
    List<Integer> replicas() {
        return await("an answer", partition -> true).replicas().stream()
                .map(Node::id)
                .toList();
    }

    private TopicPartitionInfo await(String what, Predicate<TopicPartitionInfo> condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Exception last = null;
        try (Admin admin = Admin.create(ImpatientAdmin.config(servers))) {
            while (System.nanoTime() - end < 0) {
                try {
                    TopicPartitionInfo partition = admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic)
                            .get()
                            .partitions()
                            .get(0);
                    if (condition.test(partition)) {
                        return partition;
                    }
                } catch (ExecutionException notYet) {
                    last = notYet;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        throw new TimeoutException("partition 0 of " + topic + ": not " + what + " within " + DEADLINE, last);
    }
}
