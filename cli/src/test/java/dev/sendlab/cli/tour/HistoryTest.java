package dev.sendlab.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History();

    @Test
    void nothingSentCountsNothing() {
        assertThat(history.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /** One record for each pair of what can be told and what can be true. */
    @Test
    void everyPairOfToldAndTrueIsCountedInItsOwnColumn() {
        IntStream.range(0, 6).forEach(i -> history.sending());
        history.acknowledged(0);
        history.acknowledged(1);
        history.failed(2);
        history.failed(3);
        history.found(0);
        history.found(2);
        history.found(4);

        Counts counts = history.counts();

        assertThat(counts).isEqualTo(new Counts(6, 2, 2, 2, 3, 2, 1, 1, 1, 0, 0, 0));
        assertThat(counts.lost()).isEqualTo(3);
    }

    @Test
    void aRecordThatIsThereThreeTimesIsFoundOnceAndTwiceADuplicate() {
        history.sending();
        history.acknowledged(0);
        IntStream.range(0, 3).forEach(i -> history.found(0));

        assertThat(history.counts().found()).isEqualTo(1);
        assertThat(history.counts().duplicates()).isEqualTo(2);
    }

    @Test
    void aSecondOutcomeOfTheSameRecordIsCounted() {
        history.sending();
        history.acknowledged(0);
        history.failed(0);
        history.failed(0);

        assertThat(history.counts().toldTwice()).isEqualTo(2);
        assertThat(history.counts().unknown()).isZero();
    }

    @Test
    void whatWasNeverSentIsForeign() {
        history.sending();
        history.found(1);
        history.found(-1);

        assertThat(history.counts().foreign()).isEqualTo(2);
        assertThat(history.counts().found()).isZero();
    }

    @Test
    void theLastOfManyRecordsIsCountedLikeTheFirst() {
        IntStream.range(0, 100_000).forEach(i -> history.sending());
        history.found(99_999);

        assertThat(history.counts().found()).isEqualTo(1);
        assertThat(history.counts().lost()).isEqualTo(99_999);
        assertThat(history.counts().unknown()).isEqualTo(100_000);
    }
}
