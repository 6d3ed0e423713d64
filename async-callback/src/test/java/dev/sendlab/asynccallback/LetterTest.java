package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final ProducerRecord<String, String> record = new ProducerRecord<>("orders", "order-1", "paid");

    @Test
    void itIsTheRecordForTheOtherTopicWithoutItsPartition() {
        ProducerRecord<String, String> letter =
                letter(new ProducerRecord<>("orders", 7, 1L, "order-1", "paid"), 7, new KafkaException("no"));

        assertThat(letter.topic()).isEqualTo("parked");
        assertThat(letter.partition()).isNull();
        assertThat(letter.timestamp()).isNull();
        assertThat(letter.key()).isEqualTo("order-1");
        assertThat(letter.value()).isEqualTo("paid");
    }

    @Test
    void itSaysWhereTheRecordWasToGoAndWhyAndWhenItFailed() {
        assertThat(headers(letter(record, 7, new KafkaException("no"))))
                .containsExactly(
                        entry("dead-letter-topic", "orders"),
                        entry("dead-letter-partition", "7"),
                        entry("dead-letter-exception", "org.apache.kafka.common.KafkaException"),
                        entry("dead-letter-message", "no"),
                        entry("dead-letter-time", "2026-01-31T12:00:00Z"));
    }

    @Test
    void anErrorWithoutMessageIsParkedToo() {
        assertThat(headers(letter(record, 7, new KafkaException()))).containsEntry("dead-letter-message", "null");
    }

    /** C37: the headers of a record that was sent can no longer be added to. */
    @Test
    void theHeadersOfTheRecordGoWithItAndStayAsTheyWere() {
        record.headers().add("trace", new byte[] {'t'});
        ((RecordHeaders) record.headers()).setReadOnly();

        assertThat(headers(letter(record, 7, new KafkaException("no"))))
                .hasSize(6)
                .containsEntry("trace", "t");
        assertThat(headers(record)).containsExactly(entry("trace", "t"));
    }

    @Test
    void whenTheRetriesAreSpentItMayBeWritten() {
        assertThat(headers(letter(record, 7, new TimeoutException("expired")))).containsEntry("maybe-written", "true");
    }

    @Test
    void withoutMetadataForAPartitionItIsNotWritten() {
        assertThat(headers(letter(record, -1, new TimeoutException("not present in metadata"))))
                .containsEntry("dead-letter-partition", "-1")
                .doesNotContainKey("maybe-written");
    }

    @Test
    void aFatalErrorSaysNothingOfBeingWritten() {
        assertThat(headers(letter(record, 7, new InvalidTopicException("no")))).doesNotContainKey("maybe-written");
    }

    @Test
    void ofAValueThatIsTooLargeOnlyTheSizeIsParked() {
        ProducerRecord<String, String> letter = letter(record, 7, new RecordTooLargeException("too large"));

        assertThat(letter.key()).isEqualTo("order-1");
        assertThat(letter.value()).isNull();
        assertThat(headers(letter)).hasSize(6).containsEntry("dead-letter-value-size", "4");
    }

    /** Then it is the key or a header that is too large, and the letter will fail for the same reason. */
    @Test
    void aRecordTooLargeWithoutAValueHasNoSize() {
        ProducerRecord<String, String> letter =
                letter(new ProducerRecord<>("orders", "order-1", null), 7, new RecordTooLargeException("too large"));

        assertThat(letter.value()).isNull();
        assertThat(headers(letter)).hasSize(5).doesNotContainKey("dead-letter-value-size");
    }

    private static ProducerRecord<String, String> letter(
            ProducerRecord<String, String> of, int partition, Exception cause) {
        return new Letter<>(of, partition, cause, NOON).to("parked", String::length);
    }

    private static Map<String, String> headers(ProducerRecord<String, String> of) {
        return Fates.text(of.headers());
    }
}
