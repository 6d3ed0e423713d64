package dev.sendlab.docs.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the site is written. */
record Folder(Path path) {

    private static final String HIGHLIGHT = "/META-INF/resources/webjars/highlightjs/11.11.1/";

    /** What all pages share; of the library for highlighting, the languages that most people use, and one more. */
    static final List<String> ASSETS = List.of(
            "/dev/sendlab/docs/site/site.css",
            HIGHLIGHT + "highlight.min.js",
            HIGHLIGHT + "languages/properties.min.js");

    /** Nothing that an earlier build has written is left in it. */
    static Folder emptied(Path path) {
        if (Files.exists(path)) {
            try (Stream<Path> old = Files.walk(path)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Folder(path);
    }

    void write(String name, String text) {
        try {
            Files.writeString(created(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(String name, Path file) {
        try {
            Files.copy(file, created(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void asset(String resource) {
        try (InputStream in = Folder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            Files.copy(in, created("assets/" + resource.substring(resource.lastIndexOf('/') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path created(String name) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }
}
