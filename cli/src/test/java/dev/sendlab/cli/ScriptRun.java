package dev.sendlab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sendlab script, run as a user runs it, but never building; ended with the test. */
final class ScriptRun implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private ScriptRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ScriptRun start(Path directory, String... arguments) throws IOException {
        // A process group of its own, as a shell gives to each command, so that Ctrl-C can be sent as a terminal does.
        List<String> command = new ArrayList<>(List.of("setsid", "../sendlab"));
        command.addAll(Arrays.asList(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SENDLAB_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        return new ScriptRun(builder.start(), out, err);
    }

    /** Writes to its standard input, which stays open. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Its standard input has come to an end. */
    void endOfInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for the end. */
    int exit(Duration deadline) throws InterruptedException {
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + deadline);
        }
        return process.exitValue();
    }

    /** Ctrl-C: a terminal sends SIGINT to the whole process group, the broker and the watchdog included. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s INT -- -" + process.pid())
                .start()
                .waitFor();
    }

    /** Whether one of its brokers is stopped by SIGSTOP at this moment. */
    boolean isBrokerFrozen() throws IOException, InterruptedException {
        for (ProcessHandle broker : brokers()) {
            Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + broker.pid()).start();
            String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            ps.waitFor();
            if (state.startsWith("T")) {
                return true;
            }
        }
        return false;
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    /** The brokers that it has started, by their process ids. */
    List<ProcessHandle> brokers() {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("FormatAndRun"))
                .toList();
    }

    /** What its brokers have on disk. The script becomes its JVM, so both have one process id. */
    List<Path> dataDirectories() throws IOException {
        Path data = Path.of("../broker/target/data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(data)) {
            return directories
                    .filter(directory -> directory.getFileName().toString().startsWith("broker-" + process.pid() + "-"))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
