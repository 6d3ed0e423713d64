package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SendFutureTest {

    private static final ProducerRecord<String, String> RECORD = new ProducerRecord<>("topic", "value");
    private static final RuntimeException TOO_LARGE = new RecordTooLargeException("too large");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final MockProducer<String, String> producer =
            new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
    private final Continuations continuations = new Continuations();

    @AfterEach
    void end() {
        continuations.close();
    }

    @Test
    void completesWithWhereTheRecordIsAndNotBefore() throws Exception {
        CompletableFuture<RecordMetadata> future = send(LONG, continuations);
        assertThat(future).isNotDone();

        producer.completeNext();
        assertThat(future.get(10, TimeUnit.SECONDS).offset()).isZero();
    }

    @Test
    void completesWithTheErrorOfTheCallback() {
        CompletableFuture<RecordMetadata> future = send(LONG, continuations);
        producer.errorNext(TOO_LARGE);

        assertThat(cause(future)).isSameAs(TOO_LARGE);
    }

    /** C21: it is in the future, and nowhere else. */
    @Test
    void completesWithWhatSendThrows() {
        producer.sendException = new SerializationException("no bytes");

        assertThat(cause(send(LONG, continuations))).isSameAs(producer.sendException);
    }

    @Test
    void completesAtTheDeadlineWhenNoOutcomeComes() {
        assertThat(cause(send(SHORT, continuations))).isInstanceOf(TimeoutException.class);
        assertThat(producer.history()).containsExactly(RECORD);
    }

    @Test
    void theOutcomeAfterTheDeadlineChangesNothing() {
        CompletableFuture<RecordMetadata> future = send(SHORT, continuations);
        assertThat(cause(future)).isInstanceOf(TimeoutException.class);

        assertThat(producer.completeNext()).isTrue();
        assertThat(cause(future)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void anAcknowledgementContinuesOnTheExecutor() throws Exception {
        assertThat(continuations.threadOf(() -> send(LONG, continuations), producer::completeNext))
                .isEqualTo(Continuations.THREAD);
    }

    /** thenApplyAsync would hand over only what the test above does. */
    @Test
    void aFailureContinuesOnTheExecutor() throws Exception {
        assertThat(continuations.threadOf(() -> send(LONG, continuations), () -> producer.errorNext(TOO_LARGE)))
                .isEqualTo(Continuations.THREAD);
    }

    @Test
    void whatSendThrowsContinuesOnTheExecutor() throws Exception {
        producer.sendException = new SerializationException("no bytes");

        assertThat(continuations.threadOf(() -> send(LONG, continuations), () -> {}))
                .isEqualTo(Continuations.THREAD);
    }

    @Test
    void theDeadlineContinuesOnTheExecutor() throws Exception {
        assertThat(continuations.threadOf(() -> send(SHORT, continuations), () -> {}))
                .isEqualTo(Continuations.THREAD);
    }

    @Test
    void anExecutorThatRefusesCompletesItAllTheSame() {
        continuations.close();

        CompletableFuture<RecordMetadata> acknowledged = send(LONG, continuations);
        producer.completeNext();
        CompletableFuture<RecordMetadata> failed = send(LONG, continuations);
        producer.errorNext(TOO_LARGE);
        CompletableFuture<RecordMetadata> silent = send(SHORT, continuations);
        producer.sendException = new SerializationException("no bytes");
        CompletableFuture<RecordMetadata> thrown = send(LONG, continuations);

        assertThat(cause(acknowledged)).isInstanceOf(RejectedExecutionException.class);
        assertThat(cause(failed)).isInstanceOf(RejectedExecutionException.class);
        assertThat(cause(silent)).isInstanceOf(RejectedExecutionException.class);
        assertThat(cause(thrown)).isInstanceOf(RejectedExecutionException.class);
    }

    /** The record goes its way, and its outcome is told to nobody any more. */
    @Test
    void toEndTheFutureOneselfDoesNothingToTheRecord() {
        assertThat(send(LONG, continuations).cancel(true)).isTrue();
        assertThat(send(LONG, continuations).complete(null)).isTrue();

        assertThat(producer.history()).containsExactly(RECORD, RECORD);
        assertThat(producer.completeNext()).isTrue();
        assertThat(producer.completeNext()).isTrue();
    }

    private CompletableFuture<RecordMetadata> send(Duration deadline, Executor executor) {
        return SendFuture.send(producer, RECORD, deadline, executor);
    }

    private static Throwable cause(CompletableFuture<RecordMetadata> of) {
        Throwable[] cause = new Throwable[1];
        assertThatThrownBy(() -> of.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(thrown -> cause[0] = thrown.getCause());
        return cause[0];
    }
}
