package dev.sendlab.cli.explain;

import java.util.List;

/** What a transactional id asks of whoever uses it. */
final class Transactions implements Rule {

    @Override
    public List<Finding> about(ConfiguredProducer producer) {
        if (!producer.isTransactional()) {
            return List.of();
        }
        return List.of(
                Finding.of(
                        Subject.TRANSACTIONS,
                        "transactional.id must be this instance's alone, and the same after a restart: only then a"
                                + " zombie is fenced. In a file that several instances share it fences the living.",
                        "C43"),
                Finding.of(
                        Subject.TRANSACTIONS,
                        "A transaction that is open for longer than " + Amount.ofTime(producer.transactionTimeoutMs())
                                + " (transaction.timeout.ms) is aborted by the broker; the producer learns it as"
                                + " InvalidProducerEpochException, and abortTransaction() succeeds.",
                        "C44"),
                Finding.of(
                        Subject.TRANSACTIONS,
                        "commitTransaction() may time out after " + Amount.ofTime(producer.maxBlockMs())
                                + " (max.block.ms). Then it is not known whether it committed: commit again or close,"
                                + " for an abort is refused.",
                        "C41"));
    }
}
