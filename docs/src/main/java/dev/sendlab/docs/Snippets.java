package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Marked blocks in pages are copies of source regions and result files: found to differ here, and written back here. */
public final class Snippets {

    /** Works from the root of a clean clone and runs no other test. */
    public static final String MEND = "mvn -q -pl docs -am test -Dtest=SnippetsTest -Dsnippets=write"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    private Snippets() {}

    /** One line for each block that is not equal to its source, or whose source does not exist. */
    public static List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        for (CodeBlock block : marked(page)) {
            String marker = block.marker().orElseThrow();
            try {
                if (!SourceRegion.read(page.root(), marker).equals(block.code())) {
                    problems.add(block.place() + ": differs from " + marker + "; mend it: " + MEND);
                }
            } catch (IllegalArgumentException e) {
                problems.add(block.place() + ": " + e.getMessage());
            }
        }
        return problems;
    }

    /**
     * Replaces each block by its source; without one, the block stays as it is and stays a problem.
     *
     * @return whether the file has changed
     */
    public static boolean write(Page page) {
        List<String> lines = new ArrayList<>(page.lines());
        List<CodeBlock> fromTheEnd = new ArrayList<>(marked(page));
        fromTheEnd.sort(Comparator.comparingInt(CodeBlock::openingLine).reversed());
        for (CodeBlock block : fromTheEnd) {
            List<String> old = lines.subList(block.openingLine() + 1, block.closingLine());
            source(block).ifPresent(source -> {
                old.clear();
                old.addAll(source);
            });
        }
        if (lines.equals(page.lines())) {
            return false;
        }
        try {
            Files.writeString(page.file(), String.join("\n", lines) + "\n");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<List<String>> source(CodeBlock block) {
        try {
            return Optional.of(
                    SourceRegion.read(block.page().root(), block.marker().orElseThrow()));
        } catch (IllegalArgumentException noSuchRegion) {
            return Optional.empty();
        }
    }

    private static List<CodeBlock> marked(Page page) {
        return CodeBlock.of(page).stream()
                .filter(block -> block.isClosed() && block.marker().isPresent())
                .toList();
    }
}
