package dev.sendlab.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A broker of our own in a child JVM: one KRaft node, on loopback, with real signals. Its port and its data stay the
 * same over {@link #kill()} and {@link #restart()}, so that clients find it again. When this JVM ends, in whatever way,
 * the broker and its data end with it.
 */
public final class PrivateBroker implements KafkaCluster {

    private static final Duration START_DEADLINE = Duration.ofSeconds(30);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final Path directory;
    private final int port;
    private final List<String> command;
    private NodeProcess process;

    private PrivateBroker(int port, List<String> jvmOptions, Map<String, String> overrides) {
        KafkaHome home = KafkaHome.find();
        this.port = port;
        this.directory =
                home.dataDirectory().resolve("broker-" + ProcessHandle.current().pid() + "-" + port);
        Watchdog.get().directory(directory);
        Path properties = directory.resolve("server.properties");
        this.command = command(home, jvmOptions, properties);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the broker's data", e);
        }
        new NodeProperties(port, directory.resolve("data"), overrides).write(properties);
    }

    /** Starts a broker on a free port with Kafka's defaults and waits until it is ready. */
    public static PrivateBroker start() {
        return start(Map.of());
    }

    /**
     * @param overrides broker configuration that differs from Kafka's defaults
     * @throws BrokerException if it does not become ready within 30 s; the message shows the tail of its log
     */
    public static PrivateBroker start(Map<String, String> overrides) {
        return start(Ports.free(), overrides);
    }

    /** As {@link #start(Map)}, on a port of the caller's choice. */
    public static PrivateBroker start(int port, Map<String, String> overrides) {
        return start(port, List.of(), overrides);
    }

    static PrivateBroker start(int port, List<String> jvmOptions, Map<String, String> overrides) {
        PrivateBroker broker = new PrivateBroker(port, jvmOptions, overrides);
        try {
            broker.restart();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String description() {
        return "private broker at " + bootstrapServers();
    }

    /** The process id of the broker's JVM, as long as it runs. */
    public long pid() {
        return process.pid();
    }

    /** Where its configuration, its log and its data are, until it is closed. */
    public Path directory() {
        return directory;
    }

    /** Also true while it is paused. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: no controlled shutdown, no flush, no farewell to clients. Returns when the process is gone. */
    public void kill() {
        process.signal("KILL");
        if (!process.ended(STOP_DEADLINE)) {
            throw new BrokerException("the broker did not end", process);
        }
    }

    /** SIGTERM: a controlled shutdown. Returns when the process is gone; after 15 s it is killed. */
    public void stop() {
        process.signal("TERM");
        if (!process.ended(STOP_DEADLINE)) {
            kill();
        }
    }

    /**
     * Starts the stopped or killed broker again on its data and its port; returns when it is ready. After a kill that
     * takes until its old session is over ({@code broker.session.timeout.ms}, 9 s by default): the controller, which
     * died with it, cannot know that nobody else is using the node's id.
     */
    public void restart() {
        if (isRunning()) {
            throw new IllegalStateException("the broker runs: stop or kill it first");
        }
        process = NodeProcess.spawn(command, directory.resolve("server.log"));
        Readiness.await(process, port, START_DEADLINE);
    }

    /**
     * SIGSTOP: the process freezes; its sockets stay open and the kernel still accepts bytes and connections for it. When
     * this returns, none of its threads runs any more.
     */
    public void pause() {
        process.freeze();
    }

    /** SIGCONT: it goes on where it was, and first reads what the kernel has kept for it. */
    public void resume() {
        process.signal("CONT");
    }

    /** Waits until the broker's process ends, for whatever reason. */
    public void awaitEnd() throws InterruptedException {
        process.awaitEnd();
    }

    /** Kills the broker and deletes its data; does nothing when called again. */
    @Override
    public void close() {
        try {
            if (isRunning()) {
                kill();
            }
        } finally {
            delete(directory);
        }
    }

    private static List<String> command(KafkaHome home, List<String> jvmOptions, Path properties) {
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
        command.addAll(List.of(properties.toString(), Uuid.randomUuid().toString()));
        return command;
    }

    /** What cannot be deleted now, the watchdog deletes at our end. */
    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + directory, e);
        }
    }
}
