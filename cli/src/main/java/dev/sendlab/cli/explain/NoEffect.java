package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Properties that Kafka knows and that change nothing in this configuration. */
final class NoEffect implements Rule {

    /** Setting these to their defaults turns what Kafka would mend by itself into a refusal. */
    private static final Set<String> MORE_THAN_A_VALUE =
            Set.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        Map<String, Finding> idle = new LinkedHashMap<>();
        if (producer.isGiven(ProducerConfig.RETRIES_CONFIG) && producer.acks().equals("0")) {
            put(idle, producer, ProducerConfig.RETRIES_CONFIG, "with acks=0 no failure is heard of", "C19");
        }
        ofTransactions(producer, idle);
        ofCompression(producer, idle);
        ofPartitioning(producer, idle);
        List<Finding> findings = new ArrayList<>(idle.values());
        defaults(producer, idle.keySet(), findings);
        return findings;
    }

    private static void ofTransactions(ConfiguredProducer producer, Map<String, Finding> idle) {
        for (String key : List.of(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG)) {
            if (producer.isGiven(key) && !producer.isTransactional()) {
                put(idle, producer, key, "there is no transactional.id", "C84");
            }
        }
    }

    private static void ofCompression(ConfiguredProducer producer, Map<String, Finding> idle) {
        for (String codec : List.of("gzip", "lz4", "zstd")) {
            String key = "compression." + codec + ".level";
            if (producer.isGiven(key) && !producer.compression().equals(codec)) {
                put(idle, producer, key, "compression.type is " + producer.compression(), "C85");
            }
        }
    }

    private static void ofPartitioning(ConfiguredProducer producer, Map<String, Finding> idle) {
        String availability = ProducerConfig.PARTITIONER_AVAILABILITY_TIMEOUT_MS_CONFIG;
        if (!producer.partitioner().isEmpty()) {
            for (String key : List.of(
                    ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                    ProducerConfig.PARTITIONER_ADAPTIVE_PARTITIONING_ENABLE_CONFIG,
                    availability)) {
                if (producer.isGiven(key)) {
                    put(idle, producer, key, "partitioner.class decides", "C86");
                }
            }
        } else if (producer.isGiven(availability) && !producer.adaptsPartitioning()) {
            put(idle, producer, availability, "partitioner.adaptive.partitioning.enable=false makes it so", "C86");
        }
    }

    private static void defaults(ConfiguredProducer producer, Set<String> idle, List<Finding> findings) {
        List<String> keys = producer.given().stream()
                .filter(producer::isDefault)
                .filter(key -> !MORE_THAN_A_VALUE.contains(key) && !idle.contains(key))
                .map(producer::shown)
                .toList();
        if (!keys.isEmpty()) {
            findings.add(Finding.of(
                    Subject.NO_EFFECT,
                    "Set to what it would be anyway: " + keys.stream().collect(Collectors.joining(", ")) + ".",
                    "C88"));
        }
    }

    private static void put(
            Map<String, Finding> idle, ConfiguredProducer producer, String key, String why, String claim) {
        idle.put(key, Finding.of(Subject.NO_EFFECT, producer.shown(key) + ": " + why + ".", claim));
    }
}
