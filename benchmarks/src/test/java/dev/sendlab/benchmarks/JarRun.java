package dev.sendlab.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code target/benchmarks.jar} as a user starts it, so short that no figure of it is a measurement.
 *
 * @param exit the exit code
 * @param output all that it wrote, to both streams
 * @param results JMH's JSON, an array
 */
record JarRun(int exit, String output, JsonNode results, Set<Long> forks) {

    static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();

    private static final int DEADLINE_SECONDS = 45;
    private static final List<String> SOON_DONE = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /**
     * @param bootstrapServers the cluster to use; null to let the benchmarks start their own
     * @param arguments for JMH
     */
    static JarRun of(Path directory, String bootstrapServers, String... arguments) throws Exception {
        System.out.println("smoke run, no measurement: " + String.join(" ", arguments));
        Path output = directory.resolve("output.txt");
        Path json = directory.resolve("smoke-no-measurement.json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SOON_DONE);
        // JMH allows one run per machine, by a lock file; these runs measure nothing that another could disturb.
        command.addAll(List.of("-Djmh.ignoreLock=true", "-jar", JAR.toString()));
        command.addAll(List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "200ms"));
        command.addAll(List.of("-jvmArgsAppend", String.join(" ", SOON_DONE)));
        command.addAll(List.of("-rf", "json", "-rff", json.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        if (bootstrapServers != null) {
            builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        }
        return finished(builder.start(), output, json);
    }

    private static JarRun finished(Process process, Path output, Path json) throws Exception {
        Set<Long> forks = new HashSet<>();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                process.children().map(ProcessHandle::pid).forEach(forks::add);
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("no end in " + DEADLINE_SECONDS + " s:\n" + Files.readString(output));
                }
            }
            return new JarRun(process.exitValue(), Files.readString(output), results(json), forks);
        } finally {
            // Listed before: a fork whose parent is gone is nobody's descendant.
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static JsonNode results(Path json) throws IOException {
        return new ObjectMapper().readTree(Files.exists(json) ? Files.readString(json) : "[]");
    }
}
