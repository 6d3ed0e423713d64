package dev.sendlab.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a command has printed, results and errors in their order, and what it ended with. It never builds.
 *
 * @param output without white space at the end of a line, and without blank lines at the end
 */
record CommandRun(int exitCode, List<String> output) {

    private static final Duration DEADLINE = Duration.ofSeconds(80);

    /**
     * Runs it as from the root of the repository, in a directory that has the sendlab script and the files of
     * docs/runnable, and nothing that it could spoil.
     *
     * @param directory a new one
     */
    static CommandRun of(Path root, Path directory, String command) throws InterruptedException {
        try {
            Path script = Files.createSymbolicLink(directory.resolve("sendlab"), root.resolve("sendlab"));
            copyRunnable(root, directory);
            Path printed = directory.resolve("printed");
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(printed.toFile());
            builder.environment().put("SENDLAB_BUILD", "never");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
            Process process = builder.start();
            boolean hasEnded = process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            // Whoever deletes the directory shall not wonder where the link leads.
            Files.delete(script);
            if (!hasEnded) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("'" + command + "' still runs after " + DEADLINE);
            }
            return new CommandRun(
                    process.exitValue(),
                    Files.readString(printed)
                            .stripTrailing()
                            .lines()
                            .map(String::stripTrailing)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyRunnable(Path root, Path directory) throws IOException {
        Path runnable = root.resolve("docs/runnable");
        Path copies = Files.createDirectories(directory.resolve("docs/runnable"));
        if (Files.isDirectory(runnable)) {
            try (Stream<Path> files = Files.list(runnable)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                }
            }
        }
    }
}
