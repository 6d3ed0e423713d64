package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.ACKNOWLEDGED;
import static dev.sendlab.asynccallback.Fates.End.LOST;
import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sendlab.asynccallback.Notes.Note;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** C13: the topic for the letters is missing, so that each send() to it waits for max.block.ms. Who waits then? */
@BrokerTest("auto.create.topics.enable=false")
class ParkingThreadIT {

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private static final Map<String, Object> WAITS = Map.of("client.id", "parking", "max.block.ms", 60_000);

    private final String absent = "absent-" + UUID.randomUUID();
    private final Fates fates = new Fates();
    private final Notes notes = new Notes();

    /** The control arms are the two whose letter is sent from the callback. */
    @Test
    void theFirstProducerGoesOnWhileALetterWaitsForItsTopic(PrivateBroker broker) {
        String topic = broker.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> parking = open(broker, WAITS);
                var letters = new DeadLetters<>(parking, absent, 10, String::length);
                Producer<String, String> producer = open(broker, Map.of())) {
            fates.send(letters, producer, new ProducerRecord<>(topic, "large", "x".repeat(2_000)));
            producer.flush();
            fates.send(letters, producer, new ProducerRecord<>(topic, "innocent", "paid"));
            producer.flush();

            assertThat(fates.only().key()).isEqualTo("innocent");
            assertThat(fates.only().end()).isEqualTo(ACKNOWLEDGED);
            letters.close(AT_ONCE);
        }

        assertThat(fates.all().get(1).end()).isEqualTo(LOST);
        assertThat(fates.all().get(1).key()).isEqualTo("large");
        assertThat(fates.all().get(1).thread()).isEqualTo("dead-letters");
    }

    @Test
    void aLetterForAMissingTopicIsLost(PrivateBroker broker) {
        String topic = broker.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> parking = open(broker, Map.of("max.block.ms", 200));
                var letters = new DeadLetters<>(parking, absent, 10, String::length);
                Producer<String, String> producer = open(broker, Map.of())) {
            fates.send(letters, producer, new ProducerRecord<>(topic, "large", "x".repeat(2_000)));
        }

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().cause())
                .hasCauseInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("; its letter failed: " + TimeoutException.class.getName() + ": Topic " + absent);
    }

    @Test
    void sentFromTheCallbackTheLetterStopsTheProducer(PrivateBroker broker) throws Exception {
        try (Producer<String, String> producer = open(broker, Map.of("max.block.ms", 1_000))) {
            theInnocentRecordWaits(broker, producer, producer);
        }
    }

    @Test
    void sentFromTheCallbackTheLetterStopsTheFirstProducerAlsoIfASecondOneSendsIt(PrivateBroker broker)
            throws Exception {
        Map<String, Object> second = Map.of("client.id", "parking", "max.block.ms", 1_000);
        try (Producer<String, String> parking = open(broker, second);
                Producer<String, String> producer = open(broker, Map.of())) {
            theInnocentRecordWaits(broker, producer, parking);
        }
    }

    private void theInnocentRecordWaits(
            PrivateBroker broker, Producer<String, String> producer, Producer<String, String> parking)
            throws InterruptedException {
        String topic = broker.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        CountDownLatch inTheCallback = new CountDownLatch(1);
        AsyncCallback.send(
                producer, new ProducerRecord<>(topic, "x".repeat(2_000)), notes::acknowledged, (record, exception) -> {
                    inTheCallback.countDown();
                    notes.send(parking, new ProducerRecord<>(absent, "letter"));
                });
        assertThat(inTheCallback.await(10, TimeUnit.SECONDS)).isTrue();
        notes.send(producer, new ProducerRecord<>(topic, "innocent"));
        producer.flush();

        assertThat(notes.all())
                .extracting(Note::value, Note::thread)
                .containsExactly(
                        tuple("letter", IoThread.of("dead-letters")), tuple("innocent", IoThread.of("dead-letters")));
        assertThat(notes.all().get(0).exception()).isInstanceOf(TimeoutException.class);
        assertThat(notes.all().get(1).exception()).isNull();
    }

    @Test
    void withAFullQueueWhatFailsIsLostAtOnceAndCounted(PrivateBroker broker) {
        String topic = broker.createTopic("orders");
        try (Producer<String, String> parking = open(broker, WAITS);
                var letters = new DeadLetters<>(parking, absent, 1, String::length);
                Producer<String, String> producer = open(broker, Map.of("max.request.size", 1_000))) {
            for (int i = 0; i < 10; i++) {
                fates.send(letters, producer, new ProducerRecord<>(topic, "" + i, "x".repeat(2_000)));
            }

            assertThat(fates.keys(LOST)).containsExactly("2", "3", "4", "5", "6", "7", "8", "9");
            assertThat(fates.all())
                    .allSatisfy(fate -> assertThat(fate.cause())
                            .hasCauseInstanceOf(RecordTooLargeException.class)
                            .hasMessageEndingWith("; the queue for parking is full"));

            letters.close(AT_ONCE);
            assertThat(fates.all()).hasSize(10);
            assertThat(reason("0")).contains("; its letter was not sent: " + InterruptException.class.getName());
            assertThat(reason("1")).endsWith("; parking was closed before its turn");
        }
        assertThat(fates.all()).hasSize(10);
    }

    /** It never had a partition, so it cannot have been written. */
    @Test
    void aRecordForAMissingTopicIsParkedAndNotMaybeWritten(PrivateBroker broker) {
        String parked = broker.createTopic("parked");
        try (Producer<String, String> parking = open(broker, WAITS);
                var letters = new DeadLetters<>(parking, parked, 10, String::length);
                Producer<String, String> producer = open(broker, Map.of("max.block.ms", 200))) {
            fates.send(letters, producer, new ProducerRecord<>(absent, "order-1", "paid"));
        }

        assertThat(fates.only().end()).isEqualTo(PARKED);
        assertThat(fates.only().cause()).isInstanceOf(TimeoutException.class);
        var letter = broker.log(parked).readUncommitted().get(0);
        assertThat(letter.value()).isEqualTo("paid");
        assertThat(Fates.text(letter.headers()))
                .containsEntry("dead-letter-topic", absent)
                .containsEntry("dead-letter-partition", "-1")
                .doesNotContainKey("maybe-written");
    }

    private String reason(String key) {
        return fates.all().stream()
                .filter(fate -> fate.key().equals(key))
                .map(fate -> fate.cause().getMessage())
                .findFirst()
                .orElseThrow();
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, ?> overlay) {
        return Producers.open(DeadLetters.config(broker.bootstrapServers()), overlay);
    }
}
