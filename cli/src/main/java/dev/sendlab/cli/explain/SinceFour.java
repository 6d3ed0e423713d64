package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.metrics.JmxReporter;

/** Where this file means something else to a client of 3.9: defaults that changed, and that it does not set. */
final class SinceFour implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        List<Finding> findings = new ArrayList<>();
        if (!producer.isGiven(ProducerConfig.LINGER_MS_CONFIG)) {
            findings.add(changed(
                    "linger.ms is " + producer.lingerMs() + " by default, and was 0 (KIP-1030): who waits for each"
                            + " record by itself waits that much longer.",
                    "C18"));
        }
        if (!producer.isGiven(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG)) {
            findings.add(changed("metadata.recovery.strategy is " + producer.recovery()
                    + " by default, and was none in 3.9: when no known broker answers, the client asks"
                    + " bootstrap.servers again."));
        }
        String reporters = ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG;
        if (producer.isGiven(reporters) && !producer.shown(reporters).contains(JmxReporter.class.getName())) {
            findings.add(changed("metric.reporters is set without " + JmxReporter.class.getName()
                    + ": metrics are no longer in JMX, where they were in any case."));
        }
        return findings;
    }

    private static Finding changed(String says, String... more) {
        List<String> claims = new ArrayList<>(List.of(more));
        claims.add("C80");
        return new Finding(Subject.SINCE_FOUR, says, claims);
    }
}
