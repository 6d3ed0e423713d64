package dev.sendlab.cli.run;

import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Secrets;
import dev.sendlab.cli.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Every value that the producer would work with, and where it comes from; what is secret is hidden. */
final class EffectiveConfig {

    static final String DEFAULT = "default";

    private EffectiveConfig() {}

    /** In the order of their names: Kafka's own properties, and what else was set. */
    static Map<String, Settings.Setting> of(Settings settings) throws Refused {
        Map<String, Settings.Setting> effective = new TreeMap<>();
        for (String key : settings.keys()) {
            put(
                    effective,
                    key,
                    settings.value(key).orElse(null),
                    settings.source(key).orElseThrow());
        }
        for (Map.Entry<String, ?> known : settings.validated().values().entrySet()) {
            Object value = usual(known.getKey(), known.getValue());
            put(effective, known.getKey(), value, source(settings, known.getKey(), value));
        }
        if (settings.servers().isEmpty()) {
            effective.put(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    new Settings.Setting("", "a private broker, started by the run"));
        }
        return effective;
    }

    private static void put(Map<String, Settings.Setting> effective, String key, Object value, String source) {
        effective.put(key, new Settings.Setting(text(Secrets.masked(key, value)), source));
    }

    /** Kafka turns acks=all into the -1 of its protocol. */
    private static Object usual(String key, Object value) {
        return key.equals(ProducerConfig.ACKS_CONFIG) && "-1".equals(value) ? "all" : value;
    }

    /** Kafka itself changes some that nobody has set, to suit others: acks=1 takes idempotence away. */
    private static String source(Settings settings, String key, Object value) {
        if (Settings.OURS.contains(key)) {
            return "run";
        }
        return settings.source(key).orElseGet(() -> {
            ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
            return Objects.equals(known.defaultValue, value) ? DEFAULT : "derived from others";
        });
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        return value == null ? "" : value.toString();
    }
}
