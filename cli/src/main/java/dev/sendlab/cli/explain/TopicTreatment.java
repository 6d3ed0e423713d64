package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic refuses of this producer's records, and what it changes in them. */
final class TopicTreatment {

    private TopicTreatment() {}

    static List<Finding> of(ConfiguredProducer producer, TopicState topic) {
        List<Finding> findings = new ArrayList<>();
        topic.maxMessageBytes().ifPresent(bytes -> sizes(producer, bytes, findings));
        topic.setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                .filter("LogAppendTime"::equals)
                .ifPresent(type -> findings.add(found(
                        "message.timestamp.type=LogAppendTime: the broker's time replaces the record's.", "C54")));
        topic.setting(TopicConfig.COMPRESSION_TYPE_CONFIG)
                .filter(type -> !type.equals("producer") && !codec(type).equals(producer.compression()))
                .ifPresent(type -> findings.add(found(
                        "compression.type=" + type + " of the topic wins: the broker compresses again what comes as "
                                + producer.compression() + ".",
                        "C61")));
        topic.setting(TopicConfig.CLEANUP_POLICY_CONFIG)
                .filter(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .ifPresent(policy -> findings.add(found(
                        "cleanup.policy=" + policy + ": a record without a key is refused, and fails those in its batch"
                                + " with it.",
                        "C29")));
        return findings;
    }

    private static void sizes(ConfiguredProducer producer, int bytes, List<Finding> findings) {
        if (producer.maxRequestSize() > bytes) {
            findings.add(found(
                    "The client lets records of up to " + Amount.ofBytes(producer.maxRequestSize())
                            + " (max.request.size) pass, and the topic takes batches of up to " + Amount.ofBytes(bytes)
                            + " (max.message.bytes, after compression): what lies between fails with"
                            + " RecordTooLargeException.",
                    "C30",
                    "C63"));
        }
        if (producer.batchSize() > bytes) {
            findings.add(found(
                    "batch.size (" + Amount.ofBytes(producer.batchSize())
                            + ") is above that too: such a batch is refused," + " split and sent again.",
                    "C30"));
        }
    }

    /** The topic says uncompressed where the producer says none. */
    private static String codec(String ofTopic) {
        return ofTopic.equals("uncompressed") ? "none" : ofTopic;
    }

    private static Finding found(String says, String... claims) {
        return Finding.of(Subject.TOPIC, says, claims);
    }
}
