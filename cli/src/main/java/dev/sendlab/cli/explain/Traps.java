package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What is allowed, and has surprised people, in this configuration. */
final class Traps implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        List<Finding> findings = new ArrayList<>();
        if (producer.maxBlockMs() > 0) {
            findings.add(trap(
                    "A send() to a new topic from a callback stops the only I/O thread for up to "
                            + Amount.ofTime(producer.maxBlockMs())
                            + " (max.block.ms), and every other send waits too. Send dead letters from elsewhere.",
                    "C13"));
        }
        if (producer.lingerMs() > 0 && producer.batchSize() == 0) {
            findings.add(trap(
                    "batch.size=0 does not end the lingering: a record that is alone still waits linger.ms ("
                            + Amount.ofTime(producer.lingerMs()) + "). linger.ms=0 would.",
                    "C87"));
        }
        if (producer.lingerMs() > 0) {
            findings.add(trap(
                    "send().get() for each record pays linger.ms (" + Amount.ofTime(producer.lingerMs())
                            + ") every time: one thread that waits fills no batch.",
                    "C17",
                    "C18"));
        }
        if (!producer.compression().equals("none")) {
            findings.add(trap(
                    "max.request.size (" + Amount.ofBytes(producer.maxRequestSize())
                            + ") is held against a record's size before compression.",
                    "C63"));
        }
        if (producer.isGiven(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG)) {
            findings.add(trap("What an interceptor throws is logged, and nobody is told.", "C64"));
        }
        classes(producer, findings);
        return findings;
    }

    private static void classes(ConfiguredProducer producer, List<Finding> findings) {
        Set<String> serializers = producer.serializers();
        if (!serializers.isEmpty()) {
            findings.add(trap(
                    "What " + String.join(" or ", serializers)
                            + " throws is thrown by send() itself: no callback is called, no future returned.",
                    "C06"));
        }
        Set<String> missing = ForeignClasses.missing(producer);
        if (!missing.isEmpty()) {
            findings.add(trap(
                    "The file alone makes no producer: the code must add " + String.join(", ", missing)
                            + ", or Kafka refuses to construct one.",
                    "C90"));
        }
    }

    private static Finding trap(String says, String... claims) {
        return Finding.of(Subject.TRAPS, says, claims);
    }
}
