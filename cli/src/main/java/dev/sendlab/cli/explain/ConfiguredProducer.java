package dev.sendlab.cli.explain;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A producer's properties, and what Kafka makes of them. */
final class ConfiguredProducer {

    private static final List<String> DECISIVE = List.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.LINGER_MS_CONFIG,
            ProducerConfig.BATCH_SIZE_CONFIG,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ProducerConfig.COMPRESSION_TYPE_CONFIG);

    /** A class path says which classes there are, and this one is not the application's. */
    private final ForeignClasses foreign;

    private final Map<String, Object> given;
    private final ProducerConfig config;

    /** @throws Refused for what Kafka refuses, in its own words */
    static ConfiguredProducer of(Map<String, Object> given) throws Refused {
        ForeignClasses foreign = ForeignClasses.among(given);
        try {
            ConfiguredProducer producer =
                    new ConfiguredProducer(given, foreign, new ProducerConfig(foreign.replaced(given)));
            producer.refuseADeadlineThatIsTooShort();
            return producer;
        } catch (KafkaException e) {
            throw new Refused(ExitCode.USAGE, InFlightHint.addedTo(e.getMessage(), given));
        }
    }

    private ConfiguredProducer(Map<String, Object> given, ForeignClasses foreign, ProducerConfig config) {
        this.given = new HashMap<>(given);
        this.foreign = foreign;
        this.config = config;
    }

    /** The values that the findings rest on, as the producer works with them. */
    Map<String, Object> decisive() {
        Map<String, Object> values = new TreeMap<>();
        for (String key : DECISIVE) {
            values.put(key, config.values().get(key));
        }
        values.put(ProducerConfig.ACKS_CONFIG, acks());
        values.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeoutMs());
        return values;
    }

    /** The names that the file sets, sorted. */
    Set<String> given() {
        return new TreeSet<>(given.keySet());
    }

    boolean isGiven(String key) {
        return given.containsKey(key);
    }

    /** As {@code key=value}, and nothing secret. */
    String shown(String key) {
        return key + "=" + Secrets.masked(key, given.get(key));
    }

    /** Whether it is set to what it would be anyway. */
    boolean isDefault(String key) {
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
        if (known == null || !isGiven(key) || foreign.keys().contains(key)) {
            return false;
        }
        Object value = key.equals(ProducerConfig.ACKS_CONFIG)
                ? acks()
                : config.values().get(key);
        return Objects.equals(value, known.defaultValue);
    }

    /** Properties whose classes are not looked at. */
    Set<String> withForeignClasses() {
        return foreign.keys();
    }

    /** Kafka turns acks=all into the -1 of its protocol. */
    String acks() {
        String acks = config.getString(ProducerConfig.ACKS_CONFIG);
        return acks.equals("-1") ? "all" : acks;
    }

    boolean isIdempotent() {
        return config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
    }

    boolean isTransactional() {
        return config.getString(ProducerConfig.TRANSACTIONAL_ID_CONFIG) != null;
    }

    /** With acks=0 nobody answers, so nothing is known to have failed. */
    boolean retries() {
        return retriesAllowed() > 0 && !acks().equals("0");
    }

    int retriesAllowed() {
        return config.getInt(ProducerConfig.RETRIES_CONFIG);
    }

    int inFlight() {
        return config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
    }

    long lingerMs() {
        return config.getLong(ProducerConfig.LINGER_MS_CONFIG);
    }

    long maxBlockMs() {
        return config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG);
    }

    long bufferMemory() {
        return config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG);
    }

    int batchSize() {
        return config.getInt(ProducerConfig.BATCH_SIZE_CONFIG);
    }

    int maxRequestSize() {
        return config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    }

    String compression() {
        return config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    }

    int transactionTimeoutMs() {
        return config.getInt(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    }

    String recovery() {
        return config.getString(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG);
    }

    /** The class names that are set: of Kafka's own, or of the application's. */
    Set<String> serializers() {
        Set<String> names = new TreeSet<>();
        for (String key :
                List.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
            if (isGiven(key)) {
                String name = given.get(key).toString().strip();
                names.add(name.substring(name.lastIndexOf('.') + 1));
            }
        }
        return names;
    }

    /** The name of its class; empty for Kafka's default. */
    String partitioner() {
        return given.getOrDefault(ProducerConfig.PARTITIONER_CLASS_CONFIG, "")
                .toString()
                .strip();
    }

    boolean ignoresKeys() {
        return config.getBoolean(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
    }

    boolean adaptsPartitioning() {
        return config.getBoolean(ProducerConfig.PARTITIONER_ADAPTIVE_PARTITIONING_ENABLE_CONFIG);
    }

    /** One that Kafka refuses where it is set, and raises where it is not. */
    boolean isDeadlineRaised() {
        return deadlineAsConfigured() < shortestDeadline();
    }

    /** {@code delivery.timeout.ms}, which KafkaProducer raises itself and its configuration does not show. */
    long deliveryTimeoutMs() {
        return Math.max(deadlineAsConfigured(), shortestDeadline());
    }

    private int deadlineAsConfigured() {
        return config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    }

    private long shortestDeadline() {
        return Math.min(lingerMs() + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
    }

    private void refuseADeadlineThatIsTooShort() {
        if (isDeadlineRaised() && isGiven(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
            throw new ConfigException("delivery.timeout.ms is " + deadlineAsConfigured()
                    + ", and Kafka refuses less than linger.ms + request.timeout.ms, which is " + shortestDeadline()
                    + " (C11)");
        }
    }
}
