package dev.sendlab.cli.explain;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Topics as a test needs them: one partition with its replicas, and what differs from the broker's defaults. */
final class Topics {

    private Topics() {}

    static TopicState topic(int replicas, int inSync, String... lines) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "min.insync.replicas", "1",
                "unclean.leader.election.enable", "false",
                "max.message.bytes", "1048588",
                "message.timestamp.type", "CreateTime",
                "compression.type", "producer",
                "cleanup.policy", "delete"));
        for (String line : lines) {
            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new TopicState(
                "orders", List.of(new TopicState.Partition(replicas, inSync, inSync > 0)), settings, 3, Map.of());
    }

    /** Whoever may see a topic may not always see its configuration. */
    static TopicState unreadable(int replicas) {
        return new TopicState(
                "orders",
                Collections.nCopies(2, new TopicState.Partition(replicas, replicas, true)),
                Map.of(),
                3,
                Map.of());
    }
}
