package dev.sendlab.cli.settings;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Which properties the producer knows. */
public final class KnownNames {

    /** Kafka reads these, although no list of names has them. */
    private static final List<String> PREFIXES = List.of("config.providers.", "metrics.context.");

    private KnownNames() {}

    public static boolean has(String key) {
        return ProducerConfig.configNames().contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
