package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.ACKNOWLEDGED;
import static dev.sendlab.asynccallback.Fates.End.LOST;
import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.asynccallback.Fates.Fate;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeadLettersTest {

    private static final RuntimeException REFUSED = new TopicAuthorizationException("orders");

    private final Fates fates = new Fates();
    private final MockProducer<String, String> producer = mock(false);
    private final MockProducer<String, String> parking = mock(true);
    private final DeadLetters<String, String> letters = new DeadLetters<>(parking, "parked", 10, String::length);

    @AfterEach
    void end() {
        letters.close(Duration.ofSeconds(5));
    }

    @Test
    void whatIsAcknowledgedIsNotParked() {
        fates.send(letters, producer, record("paid"));
        producer.completeNext();

        assertThat(fates.only().end()).isEqualTo(ACKNOWLEDGED);
        letters.close();
        assertThat(parking.history()).isEmpty();
    }

    /** The mock tells the outcome on the thread that sends the letter: not on this one, which tells the failure. */
    @Test
    void whatFailsIsParkedFromTheParkingThread() {
        fail(letters, "paid");
        await().until(() -> !fates.all().isEmpty());

        assertThat(fates.only()).isEqualTo(new Fate(PARKED, "paid", REFUSED, "dead-letters"));
        assertThat(parking.history()).hasSize(1);
        assertThat(parking.history().get(0).topic()).isEqualTo("parked");
        assertThat(Fates.text(parking.history().get(0).headers()))
                .containsEntry("dead-letter-topic", "orders")
                .containsEntry("dead-letter-partition", "0");
    }

    @Test
    void theLetterSaysWhenTheRecordFailed() {
        Instant before = Instant.now();
        fail(letters, "paid");
        Instant after = Instant.now();
        await().until(() -> !fates.all().isEmpty());

        String time = Fates.text(parking.history().get(0).headers()).get("dead-letter-time");
        assertThat(Instant.parse(time)).isBetween(before, after);
    }

    /** C06: no callback comes, and what has no bytes for one topic has none for the other. */
    @Test
    void whatCannotBeSerializedIsLostOnTheCallersThread() {
        SerializationException noBytes = new SerializationException("no bytes");
        producer.sendException = noBytes;

        fates.send(letters, producer, record("paid"));

        assertThat(fates.only())
                .isEqualTo(
                        new Fate(LOST, "paid", noBytes, Thread.currentThread().getName()));
        letters.close();
        assertThat(parking.history()).isEmpty();
    }

    /** C07: a fault of the program, and not of the record. */
    @Test
    void aClosedProducerThrowsAndNothingIsTold() {
        producer.close();

        assertThatThrownBy(() -> fates.send(letters, producer, record("paid")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fates.all()).isEmpty();
    }

    @Test
    void aLetterThatFailsIsLostWithBothReasons() {
        MockProducer<String, String> refusing = mock(false);
        try (var toRefusing = new DeadLetters<>(refusing, "parked", 10, String::length)) {
            fail(toRefusing, "paid");
            await().until(() -> refusing.errorNext(new TopicAuthorizationException("parked")));
        }

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().cause())
                .isInstanceOf(KafkaException.class)
                .hasCause(REFUSED)
                .hasMessage(REFUSED + "; its letter failed: " + new TopicAuthorizationException("parked"));
    }

    @Test
    void aLetterThatCannotBeSentIsLostWithBothReasons() {
        parking.sendException = new SerializationException("no bytes");
        fail(letters, "paid");
        await().until(() -> !fates.all().isEmpty());

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().thread()).isEqualTo("dead-letters");
        assertThat(fates.only().cause())
                .hasCause(REFUSED)
                .hasMessage(REFUSED + "; its letter was not sent: " + parking.sendException);
    }

    @Test
    void aSizeThatCannotBeToldLosesTheLetterAndNotTheParkingThread() {
        try (var sizeless = new DeadLetters<String, String>(parking, "parked", 10, value -> {
            throw new IllegalArgumentException("no size");
        })) {
            fates.send(sizeless, producer, record("large"));
            producer.errorNext(new RecordTooLargeException("too large"));
            fail(sizeless, "small");
        }

        assertThat(fates.keys(LOST)).containsExactly("large");
        assertThat(fates.keys(PARKED)).containsExactly("small");
    }

    @Test
    void afterTheCloseWhatFailsIsLost() {
        letters.close();
        fail(letters, "late");

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().cause()).hasCause(REFUSED).hasMessage(REFUSED + "; parking is closed");
    }

    @Test
    void closeWaitsForTheLettersInTheQueue() {
        for (int i = 0; i < 10; i++) {
            fail(letters, "" + i);
        }
        letters.close();

        assertThat(fates.keys(PARKED)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    private void fail(DeadLetters<String, String> with, String key) {
        fates.send(with, producer, record(key));
        producer.errorNext(REFUSED);
    }

    private static ProducerRecord<String, String> record(String key) {
        return new ProducerRecord<>("orders", key, "value");
    }

    private static MockProducer<String, String> mock(boolean answers) {
        return new MockProducer<>(answers, null, new StringSerializer(), new StringSerializer());
    }
}
