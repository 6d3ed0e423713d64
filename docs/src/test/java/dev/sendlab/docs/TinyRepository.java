package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A few files in a temporary directory, for checks that must be seen to fail. */
public record TinyRepository(Path root) {

    public TinyRepository file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Page page(String name, String text) {
        file(name, text);
        return Page.read(root, root.resolve(name));
    }

    public String text(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
