package dev.sendlab.asynccallback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> A send whose outcome is a {@link CompletableFuture}; the future that Kafka's own send() returns cannot
 * be composed and cannot be cancelled.
 *
 * <p><b>Guarantee.</b> The future always completes: with the callback, with what send() throws, or, when neither comes
 * because the I/O thread is dead, at the deadline. Otherwise as {@link AsyncCallback}.
 *
 * <p><b>Cost.</b> Two futures and a timer per record, and one hop to an executor.
 *
 * <p><b>What failure looks like.</b> The future completes exceptionally; a dependent stage sees the cause inside a {@link
 * java.util.concurrent.CompletionException}. {@link TimeoutException} (of {@code java.util.concurrent}) is no verdict: the
 * record may still arrive. To cancel the future, or to complete it oneself, does nothing to the record.
 *
 * <p><b>Use it when</b> the code around it is made of futures.
 *
 * <p>Run it: {@code ./sendlab main SendFuture [bootstrap-server]}
 */
public final class SendFuture {

    private static final String TOPIC = "send-future";

    private SendFuture() {}

    // tag::config[]
    /** Kafka's defaults. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::send[]
    /**
     * Sends and returns; as each send, it may block for up to {@code max.block.ms} before.
     *
     * @param deadline for the outcome; it begins when send() has returned. Longer than {@code delivery.timeout.ms}, it
     *     strikes only when the client itself can no longer answer
     * @param continuations runs what depends on the future, for as long as outcomes can come. If it refuses, the future
     *     completes with a {@link java.util.concurrent.RejectedExecutionException}, and its dependents run where they can
     * @return where the record is; or its failure, as the class says
     */
    public static <K, V> CompletableFuture<RecordMetadata> send(
            Producer<K, V> producer, ProducerRecord<K, V> record, Duration deadline, Executor continuations) {
        CompletableFuture<RecordMetadata> verdict = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, exception) -> {
                if (exception == null) {
                    verdict.complete(metadata);
                } else {
                    verdict.completeExceptionally(exception);
                }
            });
        } catch (RuntimeException thrown) {
            verdict.completeExceptionally(thrown);
        }
        // Not thenApplyAsync: it hands only a success to the executor, and a failure would go on on the I/O thread.
        return verdict.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .whenCompleteAsync((metadata, exception) -> {}, continuations);
    }
    // end::send[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        List<CompletableFuture<Throwable>> causes = new ArrayList<>();
        ExecutorService continuations = Executors.newSingleThreadExecutor();
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.partitionsFor(TOPIC);
            while (causes.size() < 100) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "order-" + causes.size(), "paid");
                // tag::outcomes[]
                causes.add(send(producer, record, Duration.ofSeconds(150), continuations)
                        .handle((metadata, failure) -> failure == null ? null : failure.getCause()));
                // end::outcomes[]
            }
            CompletableFuture.allOf(causes.toArray(CompletableFuture[]::new)).join();
        } finally {
            continuations.shutdown();
        }
        List<Throwable> failures = causes.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
        failures.forEach(System.err::println);
        long unknown =
                failures.stream().filter(TimeoutException.class::isInstance).count();
        System.out.printf(
                "send-future: sent %d, acknowledged %d, failed %d, unknown %d%n",
                causes.size(), causes.size() - failures.size(), failures.size() - unknown, unknown);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
