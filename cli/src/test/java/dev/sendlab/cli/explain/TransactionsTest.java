package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionsTest {

    @Test
    void aTransactionalIdAsksForThreeThings() throws Exception {
        assertThat(Explained.about(
                        TRANSACTIONS, "transactional.id=x", "transaction.timeout.ms=9000", "max.block.ms=700"))
                .satisfiesExactly(
                        id -> assertThat(id)
                                .contains("the same after a restart")
                                .endsWith("(C43)"),
                        timeout -> assertThat(timeout)
                                .contains("longer than 9 s (transaction.timeout.ms)")
                                .endsWith("(C44)"),
                        commit -> assertThat(commit)
                                .contains("time out after 700 ms (max.block.ms)")
                                .endsWith("(C41)"));
    }

    @Test
    void withoutOneThereIsNothingToSay() throws Exception {
        assertThat(Explained.about(TRANSACTIONS)).isEmpty();
    }
}
