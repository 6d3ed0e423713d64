package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.syncsend.SendThenDrain.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SendThenDrainTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static final List<ProducerRecord<String, String>> CHUNK =
            List.of(record("good"), record("bad"), record("good too"));

    @Test
    void whatSendThrowsIsTheOutcomeOfThatRecordAlone() {
        List<Outcome<String, String>> outcomes = SendThenDrain.send(picky(true), CHUNK, LONG);

        assertThat(outcomes).extracting(Outcome::record).containsExactlyElementsOf(CHUNK);
        assertThat(outcomes).extracting(Outcome::isAcknowledged).containsExactly(true, false, true);
        assertThat(outcomes.get(1).cause()).isInstanceOf(SerializationException.class);
        assertThat(outcomes.get(1).isUnknown()).isFalse();
        assertThat(outcomes.get(2).metadata().offset()).isEqualTo(1);
    }

    @Test
    void whatHasNoAnswerWithinTheDeadlineIsUnknownAndTheRestIsTold() {
        MockProducer<String, String> producer = picky(false);

        List<Outcome<String, String>> outcomes = SendThenDrain.send(producer, CHUNK, Duration.ofMillis(50));

        assertThat(outcomes).extracting(Outcome::isUnknown).containsExactly(true, false, true);
        assertThat(outcomes.get(0).cause()).isInstanceOf(TimeoutException.class);
        assertThat(producer.history()).containsExactly(CHUNK.get(0), CHUNK.get(2));
    }

    /** The deadline is one for the whole chunk, not one for each record of it. */
    @Test
    void theDeadlineIsForTheWholeChunk() {
        List<ProducerRecord<String, String>> chunk = Collections.nCopies(20, record("good"));
        long start = System.nanoTime();

        SendThenDrain.send(picky(false), chunk, Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(2_000));
    }

    @Test
    void anInterruptIsKeptAndEndsTheWaitingButNotTheTelling() {
        MockProducer<String, String> prompt = picky(true);
        Thread.currentThread().interrupt();

        List<Outcome<String, String>> outcomes = SendThenDrain.send(prompt, CHUNK, LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).extracting(Outcome::isAcknowledged).containsExactly(true, false, true);

        Thread.currentThread().interrupt();
        outcomes = SendThenDrain.send(picky(false), CHUNK, LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).extracting(Outcome::isUnknown).containsExactly(true, false, true);
    }

    @Test
    void anEmptyChunkHasNoOutcomes() {
        assertThat(SendThenDrain.send(picky(true), List.<ProducerRecord<String, String>>of(), LONG))
                .isEmpty();
    }

    /** Cannot serialize the value "bad". */
    private static MockProducer<String, String> picky(boolean answers) {
        return new MockProducer<>(answers, null, new StringSerializer(), (topic, value) -> {
            if (value.equals("bad")) {
                throw new SerializationException("no bytes for " + value);
            }
            return value.getBytes();
        });
    }

    private static ProducerRecord<String, String> record(String value) {
        return new ProducerRecord<>("topic", value);
    }
}
