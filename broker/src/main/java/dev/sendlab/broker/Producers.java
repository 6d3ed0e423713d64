package dev.sendlab.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens producers of strings from a pattern's configuration and what the caller lays over it. */
public final class Producers {

    private Producers() {}

    /**
     * @param config a pattern's own configuration
     * @param overlay entries that replace or extend it
     */
    public static KafkaProducer<String, String> open(Map<String, Object> config, Map<String, ?> overlay) {
        Map<String, Object> effective = new HashMap<>(config);
        effective.putAll(overlay);
        StringSerializer utf8 = new StringSerializer();
        return new KafkaProducer<>(effective, utf8, utf8);
    }
}
