package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.asynccallback.Notes.Note;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BoundedInFlightTest {

    private static final ProducerRecord<String, String> RECORD = new ProducerRecord<>("topic", "value");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Semaphore window = new Semaphore(2);
    private final Notes notes = new Notes();
    private final MockProducer<String, String> silent = mock(false, new StringSerializer());

    @Test
    void aRecordWithoutOutcomeHoldsOnePermit() throws Exception {
        send(silent, LONG);

        assertThat(window.availablePermits()).isEqualTo(1);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void thePermitComesBackWithTheAcknowledgement() throws Exception {
        send(silent, LONG);
        silent.completeNext();

        assertThat(notes.only().offset()).isZero();
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void thePermitComesBackWithTheFailure() throws Exception {
        RecordTooLargeException tooLarge = new RecordTooLargeException("too large");
        send(silent, LONG);
        silent.errorNext(tooLarge);

        assertThat(notes.only().exception()).isSameAs(tooLarge);
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void thePermitComesBackWhenTheOutcomeIsToldBeforeSendReturns() throws Exception {
        send(mock(true, new StringSerializer()), LONG);

        assertThat(notes.only().offset()).isZero();
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    /** C06. */
    @Test
    void thePermitComesBackWhenSendThrows() {
        MockProducer<String, String> producer = mock(true, (topic, value) -> {
            throw new SerializationException("no bytes for " + value);
        });

        assertThatThrownBy(() -> send(producer, LONG)).isInstanceOf(SerializationException.class);
        assertThat(notes.all()).isEmpty();
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void thePermitComesBackWhenSendThrowsAnError() {
        MockProducer<String, String> producer = mock(true, (topic, value) -> {
            throw new StackOverflowError("a value that contains itself");
        });

        assertThatThrownBy(() -> send(producer, LONG)).isInstanceOf(StackOverflowError.class);
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    /** What the consumer throws passes through send(), and the permit with it: two ways back, and one permit. */
    @Test
    void aConsumerThatThrowsOnTheCallersThreadGivesOnePermitBackAndNotTwo() {
        IllegalStateException thrown = new IllegalStateException("thrown on purpose");

        assertThatThrownBy(() -> BoundedInFlight.send(
                        mock(true, new StringSerializer()),
                        RECORD,
                        window,
                        LONG,
                        (r, m) -> {
                            throw thrown;
                        },
                        notes::failed))
                .isSameAs(thrown);
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void aConsumerThatThrowsAfterSendHasReturnedGivesThePermitBack() throws Exception {
        BoundedInFlight.send(silent, RECORD, window, LONG, notes::acknowledged, (r, e) -> {
            throw new AssertionError("thrown on purpose");
        });

        assertThatThrownBy(() -> silent.errorNext(new RecordTooLargeException("too large")))
                .isInstanceOf(AssertionError.class);
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void withoutAPermitWithinTheDeadlineNothingIsSent() throws Exception {
        send(silent, LONG);
        send(silent, LONG);

        assertThatThrownBy(() -> send(silent, SHORT)).isInstanceOf(TimeoutException.class);
        assertThat(silent.history()).hasSize(2);
        assertThat(window.availablePermits()).isZero();
    }

    @Test
    void anInterruptedCallerHasSentNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> send(silent, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(silent.history()).isEmpty();
        assertThat(window.availablePermits()).isEqualTo(2);
    }

    @Test
    void theCallerWaitsUntilAnOutcomeGivesAPermitBack() throws Exception {
        send(silent, LONG);
        send(silent, LONG);
        CompletableFuture<Void> outcome = CompletableFuture.runAsync(() -> {
            while (!window.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            silent.completeNext();
        });

        send(silent, LONG);

        outcome.join();
        assertThat(notes.all()).extracting(Note::offset).containsExactly(0L);
        assertThat(silent.history()).hasSize(3);
    }

    private void send(MockProducer<String, String> producer, Duration deadline) throws Exception {
        BoundedInFlight.send(producer, RECORD, window, deadline, notes::acknowledged, notes::failed);
    }

    private static MockProducer<String, String> mock(boolean answers, Serializer<String> serializer) {
        return new MockProducer<>(answers, null, new StringSerializer(), serializer);
    }
}
