package dev.sendlab.transactions;

import dev.sendlab.broker.Watchdog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Instances of a consuming pattern in a JVM of their own, to be killed together, each at another moment. They read the same
 * input, each in a group of its own, and copy it, each to a partition of its own.
 */
final class Instances implements AutoCloseable {

    /** A small step, to be in the middle of something; and a dead member is missed soon, so that a restart is quick. */
    static final Map<String, Object> CONSUMER =
            Map.of("max.poll.records", 4, "session.timeout.ms", 1_000, "heartbeat.interval.ms", 200);

    private static final String TRANSFORMING = "transforming";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Instances(Process process) {
        this.process = process;
    }

    /** @param moments for {@link StopAt}, one for each instance; one that never comes leaves it running */
    static Instances transforming(Job job, List<String> moments) {
        return start(TRANSFORMING, job, moments);
    }

    /** @param moments as above; one that ends with {@code in 4 lanes} has so many workers */
    static Instances committing(Job job, List<String> moments) {
        return start("committing", job, moments);
    }

    private static Instances start(String pattern, Job job, List<String> moments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Instances.class.getName(),
                pattern));
        command.addAll(job.words());
        command.addAll(moments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Watchdog.get().process(process.pid());
            return new Instances(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Job job = Job.of(List.of(args).subList(1, 6));
        List<String> moments = List.of(args).subList(6, args.length);
        ExecutorService threads = Executors.newFixedThreadPool(moments.size());
        for (int i = 0; i < moments.size(); i++) {
            Job own = job.part(i);
            String moment = moments.get(i);
            threads.execute(() -> {
                if (args[0].equals(TRANSFORMING)) {
                    transform(own, moment);
                } else {
                    commit(own, moment);
                }
                System.out.println("drained without that moment: " + moment);
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        Runtime.getRuntime().halt(1);
    }

    private static void transform(Job job, String moment) {
        Map<String, ?> named = Map.of(ProducerConfig.CLIENT_ID_CONFIG, moment);
        Producer<String, String> producer = StopAt.moment(moment, Transforming.producer(job, 1, named));
        try (Transforming instance = new Transforming(job, CONSUMER, producer, job::copy)) {
            instance.drain();
        }
    }

    private static void commit(Job job, String moment) {
        Consumer<String, String> consumer = StopAt.moment(moment, Committing.consumer(job, CONSUMER));
        Producer<String, String> producer = StopAt.moment(moment, Committing.producer(job));
        int workers = moment.endsWith("in 4 lanes") ? 4 : 1;
        try (Committing instance = new Committing(job, consumer, producer, workers, job::copy)) {
            instance.drain();
        }
    }

    /** @throws IllegalStateException if not each of these has stopped within 40 s */
    void awaitStopped(List<String> moments) {
        BufferedReader reader = process.inputReader();
        CompletableFuture.runAsync(() -> {
                    while (!lines.containsAll(moments)) {
                        try {
                            String line = reader.readLine();
                            if (line == null) {
                                throw new IllegalStateException("ended early: " + lines);
                            }
                            lines.add(line);
                        } catch (IOException e) {
                            throw new UncheckedIOException("ended early: " + lines, e);
                        }
                    }
                })
                .orTimeout(40, TimeUnit.SECONDS)
                .exceptionally(e -> {
                    throw new IllegalStateException("of " + moments + " only " + lines, e);
                })
                .join();
    }

    /** As a power cut would: nothing is flushed, closed, aborted or left. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Watchdog.get().forget(process.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
