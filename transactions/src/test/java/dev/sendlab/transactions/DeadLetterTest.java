package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What is in a dead letter, and whose fault an error is. */
class DeadLetterTest {

    private final ConsumerRecord<String, String> input = new ConsumerRecord<>("orders", 2, 41, "key", "value");

    @Test
    void itSaysWhichInputAndWhy() {
        input.headers().add("trace", "abc".getBytes(StandardCharsets.UTF_8));

        ProducerRecord<String, String> letter =
                DeadLetter.of(input, new IllegalArgumentException("no such product"), "dead");

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).isEqualTo("value");
        Map<String, String> headers = headers(letter);
        assertThat(Instant.parse(headers.remove(DeadLetter.TIME))).isBeforeOrEqualTo(Instant.now());
        assertThat(headers)
                .isEqualTo(Map.of(
                        "trace",
                        "abc",
                        DeadLetter.TOPIC,
                        "orders",
                        DeadLetter.PARTITION,
                        "2",
                        DeadLetter.OFFSET,
                        "41",
                        DeadLetter.EXCEPTION,
                        "java.lang.IllegalArgumentException",
                        DeadLetter.MESSAGE,
                        "no such product"));
    }

    @Test
    void itLeavesOutAValueThatWasTooLarge() {
        assertThat(DeadLetter.of(input, new RecordTooLargeException(), "dead").value())
                .isNull();
    }

    /** The input may be read again, and must not bear the headers of a letter that an abort has taken back. */
    @Test
    void itLeavesTheInputAsItIs() {
        DeadLetter.of(input, new IllegalArgumentException(), "dead");

        assertThat(input.headers()).isEmpty();
    }

    @Test
    void aCauseWithoutAMessageIsToldToo() {
        assertThat(headers(DeadLetter.of(input, new IllegalArgumentException(), "dead")))
                .containsEntry(DeadLetter.MESSAGE, "null");
    }

    @Test
    void onlyWhatIsRefusedAgainIsTheFaultOfTheRecord() {
        assertThat(new Exception[] {
                    new RecordTooLargeException(),
                    new InvalidRecordException("no key"),
                    new InvalidTimestampException("tomorrow"),
                    new SerializationException()
                })
                .allMatch(DeadLetter::isFaultOfTheRecord);
        assertThat(new Exception[] {
                    null,
                    new TimeoutException("expired"),
                    new TopicAuthorizationException("topic"),
                    // What the neighbours of an invalid record get.
                    new KafkaException("part of a batch which had one more more invalid records")
                })
                .noneMatch(DeadLetter::isFaultOfTheRecord);
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> letter) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
