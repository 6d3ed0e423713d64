package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown file of the repository.
 *
 * @param root the repository
 * @param file the page, below the root
 * @param lines as they are in the file
 * @param document the same, parsed
 */
public record Page(Path root, Path file, List<String> lines, Node document) {

    /** What else than plain Markdown a page may have. */
    public static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    public static Page read(Path root, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Page(root, file, lines, PARSER.parse(String.join("\n", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path from the root, with slashes. */
    public String name() {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Only these pages may show Java. */
    public boolean isInDocs() {
        return name().startsWith("docs/");
    }

    /** How a problem names its place: {@code docs/sync-send.md:12}. */
    public String place(Node node) {
        return name() + ":" + (lineOf(node) + 1);
    }

    /**
     * Writes the file with these lines, unless they are what it has.
     *
     * @return whether it has changed
     */
    boolean replace(List<String> changed) {
        if (changed.equals(lines)) {
            return false;
        }
        try {
            Files.writeString(file, String.join("\n", changed) + "\n");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of a node, counted from 0. */
    static int lineOf(Node node) {
        return node.getSourceSpans().get(0).getLineIndex();
    }
}
