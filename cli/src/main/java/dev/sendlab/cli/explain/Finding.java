package dev.sendlab.cli.explain;

import java.util.List;

/**
 * One thing that is true of a producer.
 *
 * @param says a sentence or two
 * @param claims the ids of the claims that it rests on; at least one
 */
record Finding(Subject subject, String says, List<String> claims) {

    static Finding of(Subject subject, String says, String... claims) {
        return new Finding(subject, says, List.of(claims));
    }

    @Override
    public String toString() {
        return says + " (" + String.join(", ", claims) + ")";
    }
}
