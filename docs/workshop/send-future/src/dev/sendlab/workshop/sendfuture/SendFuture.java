package dev.sendlab.workshop.sendfuture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/** A send whose outcome is a {@link CompletableFuture}. */
public final class SendFuture {

    private SendFuture() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "send-future");
    }

    /**
     * @param deadline for the outcome, whatever happens
     * @param continuations runs what depends on the future
     */
    public static <K, V> CompletableFuture<RecordMetadata> send(
            Producer<K, V> producer, ProducerRecord<K, V> record, Duration deadline, Executor continuations) {
        CompletableFuture<RecordMetadata> verdict = new CompletableFuture<>();
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                verdict.complete(metadata);
            } else if (!(exception instanceof RetriableException)) {
                verdict.completeExceptionally(exception);
            }
            // Otherwise the client tries again, and calls back when it is done.
        });
        return verdict.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .whenCompleteAsync((metadata, exception) -> {}, continuations);
    }
}
