package dev.sendlab.docs;

import java.util.List;

/**
 * What stays the same when a command runs again: its lines, without what is counted, measured, chosen at random or padded.
 * A number that belongs to a word stays: {@code C26}, {@code linger.ms=5}, {@code KIP-98}.
 */
final class Shape {

    /** At least eight hexadecimal digits, one of them a digit. */
    private static final String ID = "\\b(?=[a-f]*\\d)[0-9a-f]{8,}\\b";

    private static final String NUMBER = "(?<![\\w=.]|[A-Za-z]-)(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:[.-]\\d+)*";

    private Shape() {}

    static List<String> of(List<String> lines) {
        return lines.stream().map(Shape::of).toList();
    }

    private static String of(String line) {
        return line.replaceAll(ID, "#")
                .replaceAll(NUMBER, "#")
                .replaceAll("(?<=\\S)\\s+", " ")
                .stripTrailing();
    }
}
