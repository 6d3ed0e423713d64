package dev.sendlab.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.lineup.Pattern;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ReportTest {

    private final Map<Pattern, Counts> round = new EnumMap<>(Pattern.class);

    @Test
    void fitsAHundredColumnsWithAsManyRecordsAsATourMayHave() {
        int n = 20_000;
        for (Pattern pattern : Round.PATTERNS) {
            round.put(pattern, new Counts(n, n, n, n, 0, n, n, n, n, n, n, n));
        }

        assertThat((new Report(Ansi.OFF).table("title", round) + Report.lessons(round)).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void everyNumberStandsUnderItsName() {
        round.put(Pattern.SYNC_SEND, new Counts(11, 12, 13, 14, 5, 16, 0, 17, 0, 18, 0, 0));

        assertThat(new Report(Ansi.OFF).table("title", round).lines().skip(4))
                .containsExactly(
                        "                                                                       of these    failed,",
                        "pattern              sent acknowledged failed unknown    found   lost  silently  yet there  twice",
                        "sync-send              11           12     13      14        5      6        16         17     18");
    }

    @Test
    void aSilentLossIsRedAndNothingElseIs() {
        round.put(Pattern.FIRE_AND_FORGET, new Counts(10, 0, 0, 10, 9, 1, 0, 0, 9, 0, 0, 0));
        round.put(Pattern.SYNC_SEND, new Counts(10, 9, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0));

        assertThat(new Report(Ansi.ON).table("title", round).lines().filter(line -> line.contains("\u001b")))
                .singleElement()
                .asString()
                .startsWith("fire-and-forget")
                .contains("\u001b[31m        1");
    }
}
