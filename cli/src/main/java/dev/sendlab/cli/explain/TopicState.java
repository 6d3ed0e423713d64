package dev.sendlab.cli.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it is at this moment.
 *
 * @param settings its configuration with what it inherits; empty if we may not read it
 * @param features what the cluster has switched on, each with its level
 */
record TopicState(
        String name,
        List<Partition> partitions,
        Map<String, String> settings,
        int brokers,
        Map<String, Short> features) {

    private static final List<String> SHOWN = List.of(
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            TopicConfig.CLEANUP_POLICY_CONFIG);

    /**
     * @param replicas how many it should have
     * @param inSync how many of these are in sync
     */
    record Partition(int replicas, int inSync, boolean hasLeader) {}

    /** Of the partition that has the fewest. */
    int replicas() {
        return partitions.stream().mapToInt(Partition::replicas).min().orElse(0);
    }

    /** Of the partition that has the fewest. */
    int inSync() {
        return partitions.stream().mapToInt(Partition::inSync).min().orElse(0);
    }

    long leaderless() {
        return partitions.stream().filter(partition -> !partition.hasLeader()).count();
    }

    /** How many partitions have fewer in sync than that. */
    long withFewerInSyncThan(int least) {
        return partitions.stream()
                .filter(partition -> partition.inSync() < least)
                .count();
    }

    Optional<Integer> minInSync() {
        return setting(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).map(Integer::valueOf);
    }

    /** The broker counts no more than there are replicas. */
    Optional<Integer> effectiveMinInSync() {
        return minInSync().map(least -> Math.min(least, replicas()));
    }

    Optional<Boolean> allowsUncleanLeaders() {
        return setting(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG).map(Boolean::valueOf);
    }

    Optional<Integer> maxMessageBytes() {
        return setting(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).map(Integer::valueOf);
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** With acks=all, when any one broker is lost, disk and all. */
    Answer keepsWhatItAcknowledges() {
        if (replicas() < 2) {
            return Answer.NO;
        }
        if (settings.isEmpty()) {
            return Answer.DEPENDS;
        }
        return effectiveMinInSync().orElse(1) >= 2 && !allowsUncleanLeaders().orElse(true) ? Answer.YES : Answer.NO;
    }

    /** What the findings rest on. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("topic", name);
        facts.put("partitions", partitions.size());
        facts.put("replicas", replicas());
        facts.put("inSync", inSync());
        for (String key : SHOWN) {
            facts.put(key, setting(key).orElse("unknown"));
        }
        facts.put("brokers", brokers);
        facts.putAll(new TreeMap<>(features));
        return facts;
    }
}
