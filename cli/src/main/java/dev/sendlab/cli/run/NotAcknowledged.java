package dev.sendlab.cli.run;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines that were handed to the pattern and are not acknowledged: failed, or unknown.
 *
 * @param ranges the first of them, in order
 * @param areMore whether there are others behind
 */
record NotAcknowledged(List<Range> ranges, boolean areMore) {

    static final NotAcknowledged NONE = new NotAcknowledged(List.of(), false);

    boolean isEmpty() {
        return ranges.isEmpty() && !areMore;
    }

    /** @param most how many ranges to name */
    String text(int most) {
        String named = ranges.stream().limit(most).map(Range::toString).collect(Collectors.joining(", "));
        return areMore || ranges.size() > most ? named + " and more" : named;
    }
}
