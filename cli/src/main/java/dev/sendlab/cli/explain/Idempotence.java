package dev.sendlab.cli.explain;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Whether the broker tells a retry from a new record, and who decided it. */
final class Idempotence implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        return List.of(producer.isIdempotent() ? on(producer) : off(producer));
    }

    private static Finding on(ConfiguredProducer producer) {
        String why = "it is the default, and nothing contradicts it";
        if (producer.isGiven(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)) {
            why = "enable.idempotence=true is set, and Kafka would refuse what contradicts it";
        } else if (producer.isTransactional()) {
            why = "a transactional.id needs it, and Kafka would refuse what contradicts it";
        }
        return Finding.of(Subject.IDEMPOTENCE, "Yes: " + why + ".", "C24");
    }

    private static Finding off(ConfiguredProducer producer) {
        if (producer.isGiven(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)) {
            return Finding.of(Subject.IDEMPOTENCE, "No: enable.idempotence=false is set.", "C24");
        }
        String reason = producer.acks().equals("all") ? "retries=0" : "acks=" + producer.acks();
        return Finding.of(
                Subject.IDEMPOTENCE,
                "No: " + reason + " turns it off, silently. With enable.idempotence=true in the file Kafka would refuse"
                        + " this configuration instead.",
                "C24");
    }
}
