package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;

/** How long it may take until the application knows. */
final class TimeToVerdict implements Rule {

    /** Fewer are easily spent before a new leader is elected. */
    private static final int FEW_RETRIES = 10;

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        List<Finding> findings = new ArrayList<>();
        long deadline = producer.deliveryTimeoutMs();
        findings.add(Finding.of(
                Subject.VERDICT,
                "Up to " + Amount.ofTime(producer.maxBlockMs() + deadline) + " from the call of send(): max.block.ms "
                        + Amount.ofTime(producer.maxBlockMs()) + ", then delivery.timeout.ms " + Amount.ofTime(deadline)
                        + ". A record that joins a batch which is already waiting expires with it, so sooner.",
                "C04",
                "C10"));
        if (producer.isIdempotent()) {
            findings.add(Finding.of(
                    Subject.VERDICT,
                    "No such bound holds for the first records of an idempotent producer: until a broker has given it"
                            + " its producer id, nothing expires.",
                    "C71"));
        }
        if (producer.isDeadlineRaised()) {
            findings.add(Finding.of(
                    Subject.VERDICT,
                    "Kafka raises delivery.timeout.ms to " + Amount.ofTime(deadline)
                            + " by itself, to linger.ms + request.timeout.ms. Set by hand, the default would be"
                            + " refused.",
                    "C11"));
        }
        if (producer.acks().equals("0")) {
            findings.add(Finding.of(
                    Subject.VERDICT,
                    "With acks=0 a success says only that the record was handed to the network; its offset is -1.",
                    "C19"));
        } else if (producer.retriesAllowed() < FEW_RETRIES) {
            findings.add(Finding.of(
                    Subject.VERDICT,
                    "It may give up much sooner: retries=" + producer.retriesAllowed()
                            + " can be spent within seconds, while a leader is being elected. Bound it by"
                            + " delivery.timeout.ms alone.",
                    "C10"));
        }
        return findings;
    }
}
