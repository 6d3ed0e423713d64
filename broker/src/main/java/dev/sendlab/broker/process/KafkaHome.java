package dev.sendlab.broker.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the build has put the Kafka server's jars, and the class path that a broker's JVM gets. */
public final class KafkaHome {

    private static final String PLACE = "broker/target/kafka";

    private final Path directory;

    private KafkaHome(Path directory) {
        this.directory = directory;
    }

    /**
     * Looks upwards from where this class was loaded, then from the working directory.
     *
     * @throws IllegalStateException if it is nowhere there; the message says how to make it
     */
    public static KafkaHome find() {
        return Stream.of(codeSource(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, place -> place != null, Path::getParent))
                .map(place -> place.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst()
                .map(KafkaHome::new)
                .orElseThrow(() -> new IllegalStateException(
                        "no Kafka server in " + PLACE + ": run 'mvn package -DskipTests' at the top of sendlab first"));
    }

    /** In a fixed order: a class-data archive is valid only for the class path that it was made with. */
    String classPath() {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    boolean isNewerThanItsJars(Path file) {
        long written = file.toFile().lastModified();
        return jars().stream().allMatch(jar -> jar.toFile().lastModified() < written);
    }

    /** The server's jars, in a fixed order. */
    public List<Path> jars() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive for the JVM that runs us; it need not exist. */
    Path classDataArchive() {
        return directory.resolve("classes-jdk-" + Runtime.version() + ".jsa");
    }

    /** Parent of every node's data directory. */
    Path dataDirectory() {
        return directory.resolveSibling("data");
    }

    /** Where the build, and nobody else, puts what it makes. */
    public Path buildDirectory() {
        return directory.getParent();
    }

    private static Path codeSource() {
        try {
            return Path.of(KafkaHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
