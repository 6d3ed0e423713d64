package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A part of a source file between {@code // tag::name[]} and {@code // end::name[]}, or a file as a whole. */
public final class SourceRegion {

    private static final Pattern ANY_TAG = Pattern.compile("\\s*// (tag|end)::[\\w-]+\\[]\\s*");

    private SourceRegion() {}

    /**
     * The lines of a region without tag lines and without the indentation that all of them share.
     *
     * @param reference for example {@code sync-send/src/main/java/dev/sendlab/syncsend/SyncSend.java#send}; without a #
     *     the whole file, as it is
     * @throws IllegalArgumentException if it names no region; the message says why
     */
    public static List<String> read(Path root, String reference) {
        String[] fileAndTag = reference.split("#", 2);
        Path file = root.resolve(fileAndTag[0]);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + fileAndTag[0]);
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return fileAndTag.length == 1 ? lines : region(lines, fileAndTag[1], reference);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> region(List<String> lines, String tag, String reference) {
        int start = only(lines, "// tag::" + tag + "[]", reference);
        int end = only(lines, "// end::" + tag + "[]", reference);
        if (end < start) {
            throw new IllegalArgumentException("the region of " + reference + " ends before it starts");
        }
        List<String> region = lines.subList(start + 1, end).stream()
                .filter(line -> !ANY_TAG.matcher(line).matches())
                .toList();
        int indentation = region.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return region.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indentation))
                .toList();
    }

    private static int only(List<String> lines, String tagLine, String reference) {
        List<String> bare = lines.stream().map(String::strip).toList();
        int line = bare.indexOf(tagLine);
        if (line < 0 || line != bare.lastIndexOf(tagLine)) {
            throw new IllegalArgumentException("\"" + tagLine + "\" must stand once in the file of " + reference);
        }
        return line;
    }
}
