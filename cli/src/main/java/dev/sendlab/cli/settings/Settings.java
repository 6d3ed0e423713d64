package dev.sendlab.cli.settings;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer's properties that somebody has set, and who it was. What is said later wins. */
public final class Settings {

    /** A run sends bytes as they are. */
    public static final Set<String> OURS =
            Set.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    /** Would be there twice, report what is none of the run, or give up a question at the first hiccup. */
    private static final Set<String> NOT_FOR_QUESTIONS = Set.of(
            ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
            ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
            ProducerConfig.RETRIES_CONFIG);

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> notUsed = new TreeSet<>();

    /**
     * @param value as it was given
     * @param source who says so
     */
    public record Setting(Object value, String source) {}

    /** Lays these entries over those that are there. */
    public Settings with(String source, Map<String, ?> entries) {
        entries.forEach((key, value) -> {
            if (OURS.contains(key)) {
                notUsed.add(key);
            } else {
                settings.put(key, new Setting(value, source));
            }
        });
        return this;
    }

    public Set<String> keys() {
        return settings.keySet();
    }

    /** Serializers that were asked for; a run has its own. */
    public Set<String> notUsed() {
        return notUsed;
    }

    public Optional<Object> value(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::value);
    }

    /** {@code bootstrap.servers} */
    public Optional<String> servers() {
        return value(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG).map(Object::toString);
    }

    public Optional<String> source(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::source);
    }

    /**
     * As Kafka understands it, with its defaults.
     *
     * @throws Refused for what contradicts itself or is no value, as far as the properties alone tell it
     */
    public ProducerConfig validated() throws Refused {
        Map<String, Object> config = forProducer();
        // A private broker's address is not known yet.
        config.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
        try {
            return new ProducerConfig(config);
        } catch (ConfigException e) {
            throw new Refused(ExitCode.USAGE, e.getMessage());
        }
    }

    public Map<String, Object> forProducer() {
        Map<String, Object> config = new HashMap<>();
        settings.forEach((key, setting) -> config.put(key, setting.value()));
        OURS.forEach(key -> config.put(key, ByteArraySerializer.class));
        return config;
    }

    /** How to reach the cluster, and nothing about sending; with what Kafka does not know, which may be for its plugins. */
    public Map<String, Object> forAdmin() {
        Map<String, Object> config = new HashMap<>();
        settings.forEach((key, setting) -> {
            boolean isKnown = ProducerConfig.configNames().contains(key);
            if ((AdminClientConfig.configNames().contains(key) || !isKnown) && !NOT_FOR_QUESTIONS.contains(key)) {
                config.put(key, setting.value());
            }
        });
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return config;
    }
}
