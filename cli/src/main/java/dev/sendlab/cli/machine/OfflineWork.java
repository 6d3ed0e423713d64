package dev.sendlab.cli.machine;

import dev.sendlab.broker.DirectoryTree;
import dev.sendlab.broker.Watchdog;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fetches what an offline build needs, by a real build: Maven asks for a formatter, a test provider or a plugin's own
 * dependencies only when it uses them. It builds a copy, since a command cannot replace the jar that it runs from.
 */
final class OfflineWork {

    private static final Path NOTHING = Path.of("/dev/null");
    private static final Set<String> LEFT_OUT = Set.of("target", ".git");

    /** One test for each of the two test plugins, and every plugin of the build; clean has nothing to delete. */
    private static final List<String> BUILD = List.of(
            "-B",
            "-ntp",
            "-q",
            "clean",
            "verify",
            "-Dtest=CodeLinesTest",
            "-Dit.test=JarWithoutBrokerIT",
            "-Dsurefire.failIfNoSpecifiedTests=false",
            "-Dfailsafe.failIfNoSpecifiedTests=false");

    /** Why it could not be fetched. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private OfflineWork() {}

    /** @param built an existing directory that no source is in; a copy is there for as long as this takes */
    static void fetch(Path root, Path built, List<String> mavenArguments) throws Failed, InterruptedException {
        Path copy = built.resolve("prepare-" + ProcessHandle.current().pid());
        Path log = built.resolve("last-prepare.log");
        Watchdog.get().directory(copy);
        try {
            copy(root, copy);
            List<String> command = new ArrayList<>(List.of("mvn"));
            command.addAll(mavenArguments);
            command.addAll(BUILD);
            Process maven = new ProcessBuilder(command)
                    .directory(copy.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Redirect.from(NOTHING.toFile()))
                    .start();
            Watchdog.get().process(maven.pid());
            int exit = maven.waitFor();
            Watchdog.get().forget(maven.pid());
            if (exit != 0) {
                throw new Failed("the build that fetches everything failed: " + firstError(log) + "; all of it: "
                        + root.relativize(log));
            }
        } catch (IOException e) {
            throw new Failed("nothing could be fetched: " + e.getMessage());
        } finally {
            DirectoryTree.delete(copy);
        }
    }

    private static String firstError(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("[ERROR] "))
                .findFirst()
                .map(line -> line.substring("[ERROR] ".length()))
                .orElse("it says nothing");
    }

    private static void copy(Path root, Path copy) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is) throws IOException {
                if (LEFT_OUT.contains(directory.getFileName().toString()) && !directory.equals(root)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(root.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                if (is.isRegularFile()) {
                    Files.copy(file, copy.resolve(root.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
