package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PaceTest {

    @Test
    void recordsAreDueAtEvenDistancesFromTheFirstOn() {
        Pace pace = new Pace(100);

        assertThat(pace.due(1)).isZero();
        assertThat(pace.due(2)).isEqualTo(10_000_000);
        assertThat(pace.due(10_000_001)).isEqualTo(100_000_000_000_000L);
    }

    @Test
    void aRateMayBeLessThanOneInASecond() {
        assertThat(new Pace(0.5).due(4)).isEqualTo(6_000_000_000L);
    }

    @Test
    void withoutARateNothingIsWaitedFor() {
        assertThat(new Pace(0).due(1_000_000)).isZero();
    }

    @Test
    @Timeout(10)
    void aStopEndsTheWaiting() {
        Pace pace = new Pace(0.001);
        pace.await(1, () -> true);

        pace.await(2, () -> true);
    }
}
