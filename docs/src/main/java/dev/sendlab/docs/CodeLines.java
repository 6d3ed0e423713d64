package dev.sendlab.docs;

import java.util.List;

/** How long a source is for whoever reads the code: blank lines, comment lines and imports do not count. */
public final class CodeLines {

    private static final List<String> NOT_CODE = List.of("//", "/*", "*", "import ");

    private CodeLines() {}

    /** For formatted sources, in which a line within a block comment begins with an asterisk. */
    public static long count(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .filter(line -> NOT_CODE.stream().noneMatch(line::startsWith))
                .count();
    }
}
