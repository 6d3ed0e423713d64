package dev.sendlab.cli.explain;

import dev.sendlab.cli.settings.KnownNames;
import dev.sendlab.cli.settings.NearName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;

/** Kafka takes every property it does not know, and writes no more than a line into the log. */
final class UnknownKeys implements Rule {

    /** What librdkafka, and with it Python, Go and .NET, calls otherwise. */
    private static final Map<String, String> OF_LIBRDKAFKA = Map.of(
            "request.required.acks", ProducerConfig.ACKS_CONFIG,
            "message.timeout.ms", ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            "message.send.max.retries", ProducerConfig.RETRIES_CONFIG,
            "queue.buffering.max.ms", ProducerConfig.LINGER_MS_CONFIG,
            "queue.buffering.max.kbytes", ProducerConfig.BUFFER_MEMORY_CONFIG,
            "message.max.bytes", ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            "compression.codec", ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "partitioner", ProducerConfig.PARTITIONER_CLASS_CONFIG);

    private static final Set<String> OF_A_TOPIC = Set.of(
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            "replication.factor");

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        return producer.given().stream()
                .filter(key -> !KnownNames.has(key))
                .map(key -> about(key, producer))
                .toList();
    }

    private static Finding about(String key, ConfiguredProducer producer) {
        if (OF_LIBRDKAFKA.containsKey(key)) {
            return unknown(key, "It is librdkafka's; the Java client's is " + OF_LIBRDKAFKA.get(key) + ".", "C58");
        }
        if (OF_A_TOPIC.contains(key)) {
            return unknown(key, "It is the topic's, and no producer can set it.", "C89");
        }
        if (ConsumerConfig.configNames().contains(key)) {
            return unknown(key, "It is a consumer's.", "C89");
        }
        Optional<String> near = NearName.of(key, ProducerConfig.configNames());
        if (near.isPresent()) {
            return unknown(key, "Did you mean " + near.get() + "?", "C89");
        }
        return producer.withForeignClasses().isEmpty()
                ? unknown(key, "It does nothing.", "C89")
                : unknown(
                        key,
                        "It may be for the class that " + String.join(" or ", producer.withForeignClasses())
                                + " names.",
                        "C89");
    }

    private static Finding unknown(String key, String what, String claim) {
        return Finding.of(Subject.NO_EFFECT, "The producer knows no property '" + key + "'. " + what, claim);
    }
}
