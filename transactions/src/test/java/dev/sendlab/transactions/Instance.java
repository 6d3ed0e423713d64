package dev.sendlab.transactions;

import dev.sendlab.broker.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** An instance of a consuming pattern in a JVM of its own, which a power cut ends. */
final class Instance implements AutoCloseable {

    /** A small step, to be in the middle of something; and a dead member is missed soon, so that a restart is quick. */
    static final Map<String, Object> CONSUMER =
            Map.of("max.poll.records", 4, "session.timeout.ms", 1_000, "heartbeat.interval.ms", 200);

    private final Process process;

    private Instance(Process process) {
        this.process = process;
    }

    /** One that only {@link #kill} ends before its time. */
    static Instance transforming(Job job) {
        return transforming(job, "before nothing 0");
    }

    static Instance transforming(Job job, String moment) {
        return start("transforming", "1", moment, job);
    }

    static Instance committing(Job job, int workers, String moment) {
        return start("committing", Integer.toString(workers), moment, job);
    }

    private static Instance start(String pattern, String workers, String moment, Job job) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Instance.class.getName(),
                pattern,
                workers,
                moment));
        command.addAll(job.words());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Watchdog.get().process(process.pid());
            return new Instance(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) {
        String moment = args[2];
        Job job = Job.of(List.of(args).subList(3, args.length));
        if (args[0].equals("transforming")) {
            Producer<String, String> producer = Transforming.producer(job, 1, Map.of());
            try (var instance = new Transforming(job, CONSUMER, PowerCut.at(moment, producer), job::copy)) {
                instance.drain();
            }
        } else {
            Consumer<String, String> consumer = Committing.consumer(job, CONSUMER);
            Producer<String, String> producer = Committing.producer(job);
            try (var instance = new Committing(
                    job,
                    PowerCut.at(moment, consumer),
                    PowerCut.at(moment, producer),
                    Integer.parseInt(args[1]),
                    job::copy)) {
                instance.drain();
            }
        }
    }

    /** @return the exit code */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after 30 s");
        }
        return process.exitValue();
    }

    /** What it wrote; complete once it has ended. */
    String output() {
        try {
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    /** As its power cut would, at a moment of our choice. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Watchdog.get().forget(process.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
