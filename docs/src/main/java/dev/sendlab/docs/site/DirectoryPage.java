package dev.sendlab.docs.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.renderer.html.HtmlWriter;

/** What is in a directory that a page links to and that has no page itself. */
final class DirectoryPage {

    private DirectoryPage() {}

    /** Its name; none of a file of the repository. */
    static String of(String directory) {
        return directory + "/index.html";
    }

    /** The names of the sources in it, from the root of the repository; not of those in directories below it. */
    static List<String> files(Path root, String directory) {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory + "/" + file.getFileName())
                    .filter(file -> !file.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String html(String directory, List<String> files) {
        StringBuilder page = new StringBuilder();
        HtmlWriter html = new HtmlWriter(page);
        html.tag("h1", Map.of("class", "file"));
        html.text(directory.substring(directory.lastIndexOf('/') + 1));
        html.tag("/h1");
        html.tag("p", Map.of("class", "path"));
        html.text(directory);
        html.tag("/p");
        html.tag("ul");
        for (String file : files) {
            html.tag("li");
            html.tag("a", Map.of("href", SitePath.relative(of(directory), SitePath.of(file))));
            html.text(file.substring(file.lastIndexOf('/') + 1));
            html.tag("/a");
            html.tag("/li");
        }
        html.tag("/ul");
        return page.toString();
    }
}
