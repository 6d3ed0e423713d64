package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final long CHUNK = Verdicts.LINES_IN_CHUNK;

    private final Verdicts verdicts = new Verdicts();

    @Test
    void whatIsFailedOrUnknownIsNamedInRanges() {
        handOut(10_300);
        LongStream.rangeClosed(1, 10_300)
                .filter(line -> line < 9_981 || line > 10_000)
                .filter(line -> line != 10_207)
                .forEach(line -> verdicts.told(line, true));
        verdicts.told(10_207, false);

        assertThat(verdicts.notAcknowledged(10_300, 100).text(20)).isEqualTo("9981-10000, 10207");
    }

    @Test
    void everyLineIsNotAcknowledgedAsLongAsNothingIsTold() {
        handOut(2 * CHUNK + 5);

        assertThat(verdicts.notAcknowledged(2 * CHUNK + 5, 100).ranges()).containsExactly(new Range(1, 2 * CHUNK + 5));
    }

    @Test
    void rangesGoOnOverTheBordersOfChunksWhetherTheseAreSettledOrNot() {
        handOut(3 * CHUNK);
        for (long line = 1; line <= 2 * CHUNK; line++) {
            verdicts.told(line, line < CHUNK - 1);
        }

        assertThat(verdicts.notAcknowledged(3 * CHUNK, 100).ranges()).containsExactly(new Range(CHUNK - 1, 3 * CHUNK));
    }

    @Test
    void theFirstVerdictStandsAlsoWhenItsChunkIsSettled() {
        handOut(CHUNK + 1);
        assertThat(verdicts.told(CHUNK + 1, false)).isTrue();
        assertThat(verdicts.told(CHUNK + 1, true)).isFalse();
        LongStream.rangeClosed(1, CHUNK).forEach(line -> verdicts.told(line, true));

        assertThat(verdicts.told(7, false)).isFalse();
        assertThat(verdicts.notAcknowledged(CHUNK + 1, 100).ranges()).containsExactly(new Range(CHUNK + 1, CHUNK + 1));
    }

    @Test
    void moreRangesThanAreAskedForAreSaidToBeMore() {
        handOut(100);
        LongStream.rangeClosed(1, 100).filter(line -> line % 2 == 0).forEach(line -> verdicts.told(line, true));

        NotAcknowledged cut = verdicts.notAcknowledged(100, 3);

        assertThat(cut.ranges()).isEqualTo(List.of(new Range(1, 1), new Range(3, 3), new Range(5, 5)));
        assertThat(cut.text(20)).isEqualTo("1, 3, 5 and more");
    }

    @Test
    void whateverTheOrderItAgreesWithASet() {
        Random random = new Random(7);
        long lines = 3 * CHUNK + 1_234;
        handOut(lines);
        TreeSet<Long> rest = new TreeSet<>();
        List<Long> order = new java.util.ArrayList<>(
                LongStream.rangeClosed(1, lines).boxed().toList());
        java.util.Collections.shuffle(order, random);
        for (long line : order) {
            boolean isAcknowledged = random.nextInt(2_000) > 0;
            verdicts.told(line, isAcknowledged);
            if (!isAcknowledged) {
                rest.add(line);
            }
        }

        List<Range> ranges = verdicts.notAcknowledged(lines, Integer.MAX_VALUE).ranges();

        assertThat(ranges.stream()
                        .flatMap(range -> LongStream.rangeClosed(range.first(), range.last())
                                .boxed()))
                .containsExactlyElementsOf(rest);
    }

    private void handOut(long lines) {
        LongStream.rangeClosed(1, lines).forEach(verdicts::handedOut);
    }
}
