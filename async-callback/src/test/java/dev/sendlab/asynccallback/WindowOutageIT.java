package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.asynccallback.Notes.Note;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The window on a broker that does not answer. */
@BrokerTest
class WindowOutageIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    /**
     * A final error after 2 s instead of two minutes. A client that has lost all brokers would forget its metadata, and
     * the caller would wait for these, not for a permit.
     */
    private static final Map<String, Object> IMPATIENT = Map.of(
            "max.block.ms", 2_000,
            "request.timeout.ms", 1_500,
            "delivery.timeout.ms", 2_000,
            "linger.ms", 0,
            "metadata.recovery.strategy", "none");

    private final Notes notes = new Notes();

    /** The control arm is {@link #withoutAWindowTheCallerIsNotSlowedDown}. */
    @Test
    void theCallerWaitsWhileNothingIsAnsweredAndTheRecordIsNotSent(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("waits");
        Semaphore window = new Semaphore(2);
        try (Producer<String, String> producer = open(broker, Map.of("linger.ms", 0))) {
            warm(producer, topic);
            broker.pause();
            send(producer, topic, "first", window, LONG);
            send(producer, topic, "second", window, LONG);

            assertThatThrownBy(() -> send(producer, topic, "third", window, Duration.ofMillis(200)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(notes.all()).isEmpty();

            broker.resume();
            assertThat(window.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(notes.all())
                .extracting(Note::value, Note::exception)
                .containsExactly(tuple("first"), tuple("second"));
        assertThat(broker.log(topic).values()).containsExactly("warm", "first", "second");
    }

    @Test
    void withoutAWindowTheCallerIsNotSlowedDown(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("fills-the-buffer");
        try (Producer<String, String> producer = open(broker, Map.of("linger.ms", 0))) {
            warm(producer, topic);
            broker.pause();
            for (int i = 0; i < 1_000; i++) {
                notes.send(producer, new ProducerRecord<>(topic, "" + i));
            }
            assertThat(notes.all()).isEmpty();
            broker.resume();
        }
        assertThat(notes.all()).hasSize(1_000);
    }

    /** The second send() ends because the first record expires, and only the I/O thread can have told that. */
    @Test
    void theIoThreadGoesOnWhileTheCallerWaits(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("goes-on");
        Semaphore window = new Semaphore(1);
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            warm(producer, topic);
            broker.pause();
            send(producer, topic, "first", window, LONG);
            send(producer, topic, "second", window, LONG);

            assertThat(notes.only().value()).isEqualTo("first");
            assertThat(notes.only().exception()).isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
            assertThat(notes.only().thread()).isEqualTo(IoThread.of("bounded-in-flight"));
            broker.resume();
        }
        assertThat(notes.all()).extracting(Note::value).containsExactly("first", "second");
        assertThat(window.availablePermits()).isEqualTo(1);
    }

    @Test
    void afterAnOutageAllPermitsAreBack(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("back");
        Semaphore window = new Semaphore(3);
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            warm(producer, topic);
            broker.pause();
            for (int i = 0; i < 6; i++) {
                send(producer, topic, "expired " + i, window, LONG);
            }
            assertThat(window.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(notes.all())
                    .hasSize(6)
                    .allSatisfy(note -> assertThat(note.exception())
                            .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class));
            window.release(3);

            broker.resume();
            // Until it has connected again, a record may expire as those before it.
            await().ignoreExceptions().until(() -> {
                warm(producer, topic);
                return true;
            });
            send(producer, topic, "after it", window, LONG);
        }
        assertThat(notes.all().get(6).exception()).isNull();
        assertThat(window.availablePermits()).isEqualTo(3);
        assertThat(broker.log(topic).values()).startsWith("warm").containsOnlyOnce("after it");
    }

    private static Tuple tuple(String acknowledged) {
        return org.assertj.core.api.Assertions.tuple(acknowledged, null);
    }

    private void send(
            Producer<String, String> producer, String topic, String value, Semaphore window, Duration deadline)
            throws Exception {
        BoundedInFlight.send(
                producer, new ProducerRecord<>(topic, value), window, deadline, notes::acknowledged, notes::failed);
    }

    private static void warm(Producer<String, String> producer, String topic) throws Exception {
        producer.send(new ProducerRecord<>(topic, "warm")).get(20, TimeUnit.SECONDS);
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, ?> overlay) {
        return Producers.open(BoundedInFlight.config(broker.bootstrapServers()), overlay);
    }
}
