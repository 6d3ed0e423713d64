package dev.sendlab.docs;

import java.nio.file.Path;
import java.util.List;

/** Where the lines below a marker come from. */
@FunctionalInterface
public interface Source {

    /**
     * @param root the repository
     * @param argument of the marker
     * @throws IllegalArgumentException if there is no such thing; the message says so
     */
    List<String> read(Path root, String argument);
}
