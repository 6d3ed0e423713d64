package dev.sendlab.cli.explain;

import java.util.List;

/** Who may write a record twice: the producer, or whoever sends it again. */
final class Duplicates implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        return List.of(
                byRetries(producer),
                Finding.of(
                        Subject.DUPLICATES,
                        "A resend by the application is another matter: to Kafka it is a new record. Whoever sends"
                                + " again what has failed may write it twice, for what has failed may be in the log.",
                        "C26",
                        "C27"));
    }

    static boolean areExcluded(ConfiguredProducer producer) {
        return producer.isIdempotent() || !producer.retries();
    }

    private static Finding byRetries(ConfiguredProducer producer) {
        if (producer.isIdempotent()) {
            return Finding.of(
                    Subject.DUPLICATES,
                    "Not by the producer's own retries, for as long as this producer lives: the broker knows a batch"
                            + " that it has already.",
                    "C83");
        }
        if (producer.acks().equals("0")) {
            return Finding.of(Subject.DUPLICATES, "Not by retries: with acks=0 there are none.", "C19");
        }
        if (!producer.retries()) {
            return Finding.of(Subject.DUPLICATES, "Not by retries: retries=0 allows none.", "C83");
        }
        return Finding.of(
                Subject.DUPLICATES,
                "Yes: a retry whose first attempt was written, and whose answer was lost, is written again. Only"
                        + " idempotence prevents that.",
                "C83");
    }
}
