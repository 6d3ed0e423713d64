package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;

/** Whether the acknowledged records of a partition stand in the log in the order of their sends. */
final class Order implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        List<Finding> findings = new ArrayList<>();
        findings.add(withinAPartition(producer));
        ofAKey(producer, findings);
        return findings;
    }

    static boolean isKept(ConfiguredProducer producer) {
        return !producer.acks().equals("0")
                && (producer.isIdempotent() || producer.inFlight() == 1 || !producer.retries());
    }

    private static Finding withinAPartition(ConfiguredProducer producer) {
        if (producer.acks().equals("0")) {
            return Finding.of(
                    Subject.ORDER,
                    "Nobody can say: with acks=0 no record is ever acknowledged, so what is missing is not known, nor"
                            + " what came late.",
                    "C19");
        }
        if (producer.isIdempotent()) {
            return Finding.of(
                    Subject.ORDER,
                    "Yes, within a partition: idempotence keeps it through retries with up to 5 requests in flight, and"
                            + " max.in.flight.requests.per.connection is " + producer.inFlight() + ".",
                    "C31");
        }
        if (producer.inFlight() == 1) {
            return Finding.of(
                    Subject.ORDER,
                    "Yes, within a partition: only one request is in flight, so no other can overtake it.",
                    "C31");
        }
        if (!producer.retries()) {
            return Finding.of(
                    Subject.ORDER,
                    "Yes, within a partition, for what is acknowledged: nothing is retried, so nothing comes late. What"
                            + " failed is missing between.",
                    "C31",
                    "C81");
        }
        return Finding.of(
                Subject.ORDER,
                "No: the producer is not idempotent and has up to " + producer.inFlight()
                        + " requests in flight, so a batch that is retried can land behind one that was sent later.",
                "C31");
    }

    private static void ofAKey(ConfiguredProducer producer, List<Finding> findings) {
        String partitioner = producer.partitioner();
        if (partitioner.equals(RoundRobinPartitioner.class.getName())) {
            findings.add(Finding.of(
                    Subject.ORDER,
                    "By key not at all: RoundRobinPartitioner sends records of one key to all partitions.",
                    "C34"));
        } else if (!partitioner.isEmpty()) {
            findings.add(Finding.of(
                    Subject.ORDER,
                    "By key only if " + partitioner + " sends a key to one partition: it decides, not Kafka.",
                    "C35"));
        } else if (producer.ignoresKeys()) {
            findings.add(Finding.of(
                    Subject.ORDER,
                    "By key not at all: " + ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG
                            + "=true sends records of one key to any partition.",
                    "C35"));
        }
    }
}
