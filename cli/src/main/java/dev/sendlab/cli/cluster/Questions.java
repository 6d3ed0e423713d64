package dev.sendlab.cli.cluster;

import dev.sendlab.cli.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the cluster, as the same user and on the same way as the producer; all questions together have one deadline. */
public final class Questions implements AutoCloseable {

    private final Admin admin;
    private final long deadline;

    /**
     * @throws ConfigException if no server's name is known, or one is no {@code host:port}
     * @throws KafkaException if there can be no client for another reason
     */
    public Questions(Settings settings, Duration patience) {
        Map<String, Object> config = settings.forAdmin();
        int millis = (int) patience.toMillis();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        deadline = System.nanoTime() + patience.toNanos();
        try {
            admin = Admin.create(config);
        } catch (KafkaException e) {
            throw e.getCause() instanceof ConfigException known ? known : e;
        }
    }

    /** Whether anybody answers, whatever it is. */
    public static boolean isAnswered(Settings settings, Duration patience) {
        try {
            return Bounded.call(patience, () -> {
                try (Questions questions = new Questions(settings, patience)) {
                    return !questions.brokers().isEmpty();
                }
            });
        } catch (java.util.concurrent.TimeoutException | KafkaException e) {
            return false;
        }
    }

    public Collection<Node> brokers() {
        return answer(admin.describeCluster().nodes());
    }

    /** @return false also if we may not know */
    public boolean isThere(String topic) {
        return topic(topic).isPresent();
    }

    /** Its partitions, with their replicas; empty if there is no such topic, or we may not know. */
    public Optional<TopicDescription> topic(String topic) {
        try {
            return Optional.of(
                    answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (UnknownTopicOrPartitionException | AuthorizationException e) {
            return Optional.empty();
        }
    }

    /** What the cluster has switched on, each with its level. */
    public Map<String, Short> features() {
        return answer(admin.describeFeatures().featureMetadata()).finalizedFeatures().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, feature -> feature.getValue().maxVersionLevel()));
    }

    /** Every setting that a topic has or inherits; empty if we may not know. */
    public Map<String, String> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return answer(admin.describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (AuthorizationException e) {
            return Map.of();
        }
    }

    /** A setting of a broker or a topic; empty if there is none of that name, or we may not know. */
    public Optional<String> setting(ConfigResource.Type type, String name, String key) {
        ConfigResource resource = new ConfigResource(type, name);
        try {
            return Optional.ofNullable(
                            answer(admin.describeConfigs(List.of(resource)).all())
                                    .get(resource)
                                    .get(key))
                    .map(ConfigEntry::value);
        } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** Over all partitions of a topic in which nothing is deleted: records, and the markers of transactions. */
    public long offsets(String topic) {
        Map<TopicPartition, OffsetSpec> latest =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** @throws TimeoutException when the deadline of all is over */
    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no answer in time", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** At once: its own close() would wait for what is still asked. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
