package dev.sendlab.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** A Kafka cluster that clients can reach: one of ours, or one that runs elsewhere. Closing it ends only ours. */
public interface KafkaCluster extends AutoCloseable {

    /** The value for {@code bootstrap.servers}. It stays the same for as long as the cluster is open. */
    String bootstrapServers();

    /** Where to look at it without passing a proxy; the bootstrap servers, if there is none. */
    default String directServers() {
        return bootstrapServers();
    }

    /** One phrase for a user: what this cluster is and where it listens. */
    String description();

    @Override
    void close();

    /** The cluster that {@code KAFKA_BOOTSTRAP_SERVERS} names, or else a private broker, started now and ready. */
    static KafkaCluster connectOrStart() {
        return ExternalCluster.ofTheEnvironment()
                .<KafkaCluster>map(external -> external)
                .orElseGet(PrivateBroker::start);
    }

    /** What one of its topics holds. */
    default TopicLog log(String topic) {
        return new TopicLog(directServers(), topic);
    }

    /** Creates a topic with one partition whose name is the stem and a random suffix, so that no two tests meet in it. */
    default String createTopic(String stem) {
        return createTopic(stem, 1, Map.of());
    }

    /**
     * Creates a topic with the cluster's default replication factor, and waits until each partition's leader knows that
     * it leads. The controller answers before that; such a leader refuses a producer's first batch and may take the second,
     * and then the first comes too late for good.
     *
     * @param stem the beginning of its name; a random suffix follows
     * @param partitions how many
     * @param config topic configuration, by the names of {@code TopicConfig}
     * @return the name
     * @throws KafkaException if the cluster refuses, or gives no answer within 30 s
     */
    default String createTopic(String stem, int partitions, Map<String, String> config) {
        String name = stem + "-" + UUID.randomUUID().toString().substring(0, 8);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) directServers()))) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            log(name).awaitLeaders(partitions);
            return name;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("topic " + name + " was not created on " + description(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while creating topic " + name, e);
        }
    }
}
