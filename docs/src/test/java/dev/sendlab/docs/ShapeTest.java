package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "took 1.220 s|took 17.9 s|took # s",
                "acknowledged      956 records/s, 100,000 bytes|acknowledged 1,819 records/s, 3 bytes"
                        + "|acknowledged # records/s, # bytes",
                "topic sync-send at 127.0.0.1:26000, private|topic sync-send at 127.0.0.1:9092, private"
                        + "|topic sync-send at #:#, private",
                "topic orders-1f3c9a20|topic orders-00000000|topic orders-#",
                "not acknowledged  lines 7, 12-19|not acknowledged  lines 1, 200-300|not acknowledged lines #, #",
                "  sent   7 |  sent 1,000|  sent #"
            })
    void whatIsMeasuredCountedOrChosenAtRandomIsNotOfTheShape(String one, String other, String shape) {
        assertThat(shape(one)).isEqualTo(shape);
        assertThat(shape(other)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the bound is known (C04)|the bound is known (C10)",
                "linger.ms=5|linger.ms=10",
                "see KIP-98|see KIP-794",
                "lost nothing|lost everything",
                "sync-send|async-callback",
                "took 3 s|took 3 ms"
            })
    void whatBelongsToAWordIs(String one, String other) {
        assertThat(shape(one)).isNotEqualTo(shape(other));
    }

    private static String shape(String line) {
        return Shape.of(List.of(line)).get(0);
    }
}
