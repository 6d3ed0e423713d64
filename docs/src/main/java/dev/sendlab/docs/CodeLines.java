package dev.sendlab.docs;

import java.util.List;

/** How long a source is for whoever reads the code: blank lines and comment lines do not count. */
public final class CodeLines {

    private CodeLines() {}

    /** For formatted sources, in which a line within a block comment begins with an asterisk. */
    public static long count(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/*") && !line.startsWith("*"))
                .count();
    }
}
