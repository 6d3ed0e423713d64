package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What a callback must not wait for: it runs on the thread that would bring it. */
@BrokerTest
class InsideTheCallbackIT {

    /** C15. The control arm is the wait outside: the same future, and it completes. */
    @Test
    void noFutureOfItsBatchIsDone(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("own-future");
        CompletableFuture<Future<RecordMetadata>> handedIn = new CompletableFuture<>();
        CompletableFuture<Throwable> inside = new CompletableFuture<>();
        try (Producer<String, String> producer = open(cluster)) {
            AsyncCallback.send(
                    producer,
                    new ProducerRecord<>(topic, "first"),
                    (r, metadata) ->
                            inside.complete(thrownBy(() -> handedIn.get().get(1, TimeUnit.SECONDS))),
                    (r, exception) -> inside.completeExceptionally(exception));
            // Kafka's own send, because the pattern keeps its future to itself: same batch, so done together with the
            // first.
            Future<RecordMetadata> second = producer.send(new ProducerRecord<>(topic, "second"));
            handedIn.complete(second);

            assertThat(inside.get(20, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(second.get(20, TimeUnit.SECONDS).offset()).isEqualTo(1);
        }
    }

    /** C14, first half. */
    @Test
    void aFlushIsRefused(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("flush");
        CompletableFuture<Throwable> inside = new CompletableFuture<>();
        try (Producer<String, String> producer = open(cluster)) {
            AsyncCallback.send(
                    producer,
                    new ProducerRecord<>(topic, "value"),
                    (r, metadata) -> inside.complete(thrownBy(producer::flush)),
                    (r, exception) -> inside.completeExceptionally(exception));

            Throwable refused = inside.get(20, TimeUnit.SECONDS);
            assertThat(refused).isInstanceOf(KafkaException.class).hasMessageContaining("deadlock");
            ErrorAtlas.seen(
                    refused,
                    Channel.FLUSH,
                    IoThread.of("async-callback"),
                    Written.MAYBE,
                    "Do not flush inside a callback: the flush would wait for the callback.");
        }
    }

    /** C37: so a letter about a record, or a second attempt with one header more, is a new record. */
    @Test
    void theHeadersAreReadOnly(KafkaCluster cluster) throws Exception {
        ProducerRecord<String, String> record = new ProducerRecord<>(cluster.createTopic("headers"), "value");
        Consumer<ProducerRecord<?, ?>> addOne =
                r -> r.headers().add("attempt", "1".getBytes(StandardCharsets.US_ASCII));
        addOne.accept(record);
        CompletableFuture<Throwable> inside = new CompletableFuture<>();
        try (Producer<String, String> producer = open(cluster)) {
            AsyncCallback.send(
                    producer,
                    record,
                    (r, metadata) -> inside.complete(thrownBy(() -> addOne.accept(r))),
                    (r, exception) -> inside.completeExceptionally(exception));

            assertThat(inside.get(20, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> addOne.accept(record)).isInstanceOf(IllegalStateException.class);
        addOne.accept(new ProducerRecord<>(record.topic(), null, "key", "value", record.headers()));
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private static Throwable thrownBy(Attempt attempt) {
        try {
            attempt.run();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static Producer<String, String> open(KafkaCluster cluster) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), Map.of("linger.ms", 100));
    }
}
