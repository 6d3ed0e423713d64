package dev.sendlab.cli.explain;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The application's own classes, which are not on our class path. Kafka's own are, or there are none any more.
 *
 * @param keys the properties that name one
 */
record ForeignClasses(Set<String> keys) {

    private static final Set<String> NEEDED = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    static ForeignClasses among(Map<String, Object> given) {
        Set<String> keys = new TreeSet<>();
        given.forEach((key, value) -> {
            if (isClass(key) && !value.toString().strip().startsWith("org.apache.kafka.")) {
                keys.add(key);
            }
        });
        return new ForeignClasses(keys);
    }

    /** Something to construct a configuration with: what the code may add is added, and what cannot be loaded is not there. */
    Map<String, Object> replaced(Map<String, Object> given) {
        Map<String, Object> config = new HashMap<>(given);
        config.keySet().removeAll(keys);
        for (String key : NEEDED) {
            config.putIfAbsent(key, isClass(key) ? ByteArraySerializer.class : "127.0.0.1:0");
        }
        return config;
    }

    /** What a producer cannot be constructed without, and these properties do not have. */
    static Set<String> missing(ConfiguredProducer producer) {
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeAll(producer.given());
        return missing;
    }

    private static boolean isClass(String key) {
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
        return known != null && known.type == ConfigDef.Type.CLASS;
    }
}
