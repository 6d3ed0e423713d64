package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.LOST;
import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.asynccallback.Fates.Fate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue has room for one letter, and the letter before it is not sent yet. */
@Timeout(10)
class ParkingQueueTest {

    private static final RuntimeException REFUSED = new TopicAuthorizationException("orders");

    private final Fates fates = new Fates();
    private final MockProducer<String, String> producer =
            new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
    private final Waiting parking = new Waiting();
    private final DeadLetters<String, String> letters = new DeadLetters<>(parking, "parked", 1, String::length);

    /** On the thread that tells of the failure, at once: it is never made to wait. */
    @Test
    void whatDoesNotFitInIsLostAtOnceAndEachIsTold() {
        fail("sent", "queued", "too many", "far too many");

        assertThat(fates.keys(LOST)).containsExactly("too many", "far too many");
        assertThat(fates.all())
                .extracting(Fate::thread)
                .containsOnly(Thread.currentThread().getName());
        assertThat(fates.all())
                .allSatisfy(fate -> assertThat(fate.cause())
                        .hasCause(REFUSED)
                        .hasMessage(REFUSED + "; the queue for parking is full"));

        parking.go.countDown();
        letters.close();
        assertThat(fates.keys(PARKED)).containsExactly("sent", "queued");
        assertThat(fates.all()).hasSize(4);
    }

    /** Both: the one that waits in the queue, and the one whose send() is interrupted. */
    @Test
    void whatStillWaitsAtTheDeadlineOfCloseIsLostBeforeItReturns() {
        fail("sent", "queued");

        letters.close(Duration.ofMillis(50));

        assertThat(fates.keys(LOST)).containsExactlyInAnyOrder("sent", "queued");
        assertThat(fates.all())
                .filteredOn(fate -> fate.key().equals("queued"))
                .singleElement()
                .satisfies(fate -> assertThat(fate.cause())
                        .hasCause(REFUSED)
                        .hasMessage(REFUSED + "; parking was closed before its turn"));
        assertThat(fates.all())
                .filteredOn(fate -> fate.key().equals("sent"))
                .singleElement()
                .satisfies(fate -> assertThat(fate.cause())
                        .hasCause(REFUSED)
                        .hasMessageContaining("its letter was not sent: " + InterruptException.class.getName()));
    }

    @Test
    void anInterruptEndsTheWaitingOfCloseAndIsKept() {
        fail("sent", "queued");
        Thread.currentThread().interrupt();

        letters.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fates.keys(LOST)).contains("queued");
    }

    private void fail(String... keys) {
        for (String key : keys) {
            fates.send(letters, producer, new ProducerRecord<>("orders", key, "value"));
            producer.errorNext(REFUSED);
        }
    }

    /** Its send() waits, as one does that has no metadata, until it may go or is interrupted. */
    private static final class Waiting extends MockProducer<String, String> {

        private final CountDownLatch go = new CountDownLatch(1);

        Waiting() {
            super(true, null, new StringSerializer(), new StringSerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, String> record, Callback callback) {
            try {
                if (!go.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let it go");
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            return super.send(record, callback);
        }
    }
}
