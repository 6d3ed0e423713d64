package dev.sendlab.broker.process;

import dev.sendlab.broker.BrokerException;
import dev.sendlab.broker.DirectoryTree;
import dev.sendlab.broker.NodePlan;
import dev.sendlab.broker.NodeRuntime;
import dev.sendlab.broker.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A node in a child JVM. Its configuration, log and data are in a directory of its own. */
final class ProcessNode implements NodeRuntime {

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final Path directory;
    private final List<String> command;
    private NodeProcess process;

    ProcessNode(NodePlan node, String clusterId, Map<String, String> config, List<String> jvmOptions) {
        KafkaHome home = KafkaHome.find();
        this.directory =
                home.dataDirectory().resolve("broker-" + ProcessHandle.current().pid() + "-" + node.port());
        Watchdog.get().directory(directory);
        Path properties = directory.resolve("server.properties");
        this.command = command(home, jvmOptions, properties, clusterId);
        try {
            Files.createDirectories(directory);
            write(config, properties);
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the broker's data", e);
        }
    }

    @Override
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public void start() {
        process = NodeProcess.spawn(command, directory.resolve("server.log"));
    }

    @Override
    public void kill() {
        process.signal("KILL");
        if (!process.ended(STOP_DEADLINE)) {
            throw new BrokerException("the broker did not end", log());
        }
    }

    @Override
    public void stop() {
        process.signal("TERM");
        if (!process.ended(STOP_DEADLINE)) {
            kill();
        }
    }

    /** SIGSTOP. */
    @Override
    public void pause() {
        process.freeze();
    }

    /** SIGCONT. */
    @Override
    public void resume() {
        process.signal("CONT");
    }

    @Override
    public void disconnect() {
        throw new UnsupportedOperationException("a child JVM has no network of its own: run the broker in a container");
    }

    @Override
    public void reconnect() {
        // Nothing can have disconnected it.
    }

    @Override
    public String handle() {
        return Long.toString(process.pid());
    }

    @Override
    public List<String> log() {
        return NodeProcess.log(directory.resolve("server.log"));
    }

    @Override
    public void close() {
        try {
            if (isRunning()) {
                kill();
            }
        } finally {
            DirectoryTree.delete(directory); // What is left the watchdog deletes at our end.
        }
    }

    private void write(Map<String, String> config, Path file) throws IOException {
        Properties properties = new Properties();
        properties.put("log.dirs", directory.resolve("data").toString());
        properties.putAll(config);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private static List<String> command(KafkaHome home, List<String> jvmOptions, Path properties, String clusterId) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Ready soon matters more here than speed after an hour: no second compiler, no collector threads to start.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        if (Files.exists(home.classDataArchive())) {
            command.add("-XX:SharedArchiveFile=" + home.classDataArchive());
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", home.classPath(), "dev.sendlab.broker.node.FormatAndRun"));
        command.addAll(List.of(properties.toString(), clusterId));
        return command;
    }
}
