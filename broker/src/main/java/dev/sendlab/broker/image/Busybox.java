package dev.sendlab.broker.image;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The one program that is the shell and all the small commands of the image. */
final class Busybox {

    private static final String PLACES = "/bin:/usr/bin:/sbin:/usr/sbin";

    private Busybox() {}

    /** @throws ImageException if this machine has none */
    static Path find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path, PLACES)
                .flatMap(list -> Arrays.stream(list.split(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "busybox"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new ImageException("there is no busybox, which is the shell of the image: install it"
                        + " (on Debian: apt-get install busybox-static)"));
    }
}
