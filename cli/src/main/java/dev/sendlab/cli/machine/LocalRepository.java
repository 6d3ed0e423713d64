package dev.sendlab.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where Maven keeps what it has fetched, and the mark there that says for which POMs everything is fetched. */
final class LocalRepository {

    private static final String PROPERTY = "-Dmaven.repo.local=";

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "Maven's local repository (default: that of MAVEN_ARGS, or else Maven's own).")
    private Path chosen;

    /** What Maven's command line needs for it; MAVEN_ARGS included, which Maven itself reads only from 3.9 on. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(mavenArgs());
        if (chosen != null) {
            arguments.add(PROPERTY + chosen.toAbsolutePath());
        }
        return arguments;
    }

    /** Whether everything that these POMs need was fetched once. */
    boolean isPrepared(Path root) {
        return Files.exists(mark(root));
    }

    void markAsPrepared(Path root) {
        try {
            Files.createDirectories(mark(root).getParent());
            Files.writeString(mark(root), "Everything that 'mvn -o verify' of sendlab needs is here.\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mark(Path root) {
        return place().resolve("dev/sendlab/prepared-" + digest(root));
    }

    private Path place() {
        return arguments().stream()
                .filter(argument -> argument.startsWith(PROPERTY))
                .reduce((first, last) -> last)
                .map(argument -> Path.of(argument.substring(PROPERTY.length())))
                .orElse(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    private static List<String> mavenArgs() {
        return Optional.ofNullable(System.getenv("MAVEN_ARGS"))
                .filter(given -> !given.isBlank())
                .map(given -> Arrays.asList(given.strip().split("\\s+")))
                .orElse(List.of());
    }

    /** Another version of anything is another mark. */
    private static String digest(Path root) {
        try (Stream<Path> files = Files.find(root, 3, (file, is) -> file.endsWith("pom.xml"))) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path pom : files.sorted().toList()) {
                sha.update(Files.readAllBytes(pom));
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
