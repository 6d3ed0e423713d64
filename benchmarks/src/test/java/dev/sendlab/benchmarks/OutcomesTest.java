package dev.sendlab.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private final Outcomes outcomes = new Outcomes();

    @Test
    void allAcknowledgedIsGood() {
        acknowledge(3);

        assertThatCode(() -> outcomes.mustBeAcknowledged(3)).doesNotThrowAnyException();
    }

    @Test
    void oneFailureIsFatalAndTheFirstIsTheCause() {
        TimeoutException first = new TimeoutException("first");
        acknowledge(1);
        outcomes.failed.accept(null, first);
        outcomes.failed.accept(null, new TimeoutException("second"));

        assertThatThrownBy(() -> outcomes.mustBeAcknowledged(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sent 3, acknowledged 1, failed 2")
                .hasCause(first);
    }

    @Test
    void aRecordNotToldOfIsFatal() {
        acknowledge(2);

        assertThatThrownBy(() -> outcomes.mustBeAcknowledged(3)).hasMessage("sent 3, acknowledged 2, failed 0");
    }

    private void acknowledge(int records) {
        for (int i = 0; i < records; i++) {
            outcomes.acknowledged.accept(null, null);
        }
    }
}
