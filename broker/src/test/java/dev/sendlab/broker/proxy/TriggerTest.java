package dev.sendlab.broker.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

    @Test
    void eachFiresOnItsOwnCalls() {
        assertThat(firing(Trigger.once(), 5)).containsExactly(1L);
        assertThat(firing(Trigger.onCall(3), 5)).containsExactly(3L);
        assertThat(firing(Trigger.times(3), 5)).containsExactly(1L, 2L, 3L);
        assertThat(firing(Trigger.always(), 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void oneSeedDrawsTheSameLotsInEveryRun() {
        List<Long> drawn = firing(Trigger.withProbability(0.3, 42), 10_000);

        assertThat(firing(Trigger.withProbability(0.3, 42), 10_000)).isEqualTo(drawn);
        assertThat(firing(Trigger.withProbability(0.3, 43), 10_000)).isNotEqualTo(drawn);
        assertThat(drawn).hasSizeBetween(2_800, 3_200);
    }

    @Test
    void probabilityZeroIsNeverAndOneIsAlways() {
        assertThat(firing(Trigger.withProbability(0, 1), 1_000)).isEmpty();
        assertThat(firing(Trigger.withProbability(1, 1), 1_000)).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void whatIsNoProbabilityIsRefused(double probability) {
        assertThatIllegalArgumentException().isThrownBy(() -> Trigger.withProbability(probability, 1));
    }

    private static List<Long> firing(Trigger trigger, long calls) {
        return LongStream.rangeClosed(1, calls).filter(trigger::fires).boxed().toList();
    }
}
