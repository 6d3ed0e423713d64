package dev.sendlab.benchmarks;

import dev.sendlab.lineup.Pattern;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a cell lays over its pattern's configuration; checked when made, before any broker is started for it. */
final class Settings {

    private final Map<String, Object> overlay = new HashMap<>();
    private final boolean transactional;

    Settings(Pattern pattern, String batchSize, String lingerMs, String compression, String acks) {
        transactional = pattern == Pattern.TRANSACTIONAL_SEND;
        overlay.put(ProducerConfig.BATCH_SIZE_CONFIG, batchSize);
        overlay.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        overlay.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        overlay.put(ProducerConfig.ACKS_CONFIG, acks);
        // With acks=1 or 0 Kafka would switch idempotence off without an error, and a sweep over acks would change two
        // things at a time. So it is off for all, except where it cannot be.
        overlay.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, transactional);
        if (transactional && !acks.equals("all") && !acks.equals("-1")) {
            throw new Refusal(pattern + " needs acks=all, not acks=" + acks + ": a transaction is idempotent sending");
        }
        try {
            new ProducerConfig(over(pattern.config("localhost:9092"), "checked-only"));
        } catch (ConfigException e) {
            throw new Refusal(e.getMessage());
        }
    }

    /** @param transactionalId where the pattern has one */
    Map<String, Object> over(Map<String, Object> config, String transactionalId) {
        Map<String, Object> effective = new HashMap<>(config);
        effective.putAll(overlay);
        effective.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        effective.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        if (transactional) {
            effective.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        return effective;
    }
}
