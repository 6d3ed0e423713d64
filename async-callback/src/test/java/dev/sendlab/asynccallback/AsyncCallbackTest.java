package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class AsyncCallbackTest {

    private static final ProducerRecord<String, String> RECORD = new ProducerRecord<>("topic", "value");

    private final List<String> told = new ArrayList<>();

    @Test
    void nothingIsToldBeforeThereIsAnOutcome() {
        send(mock(new StringSerializer()), RECORD);

        assertThat(told).isEmpty();
    }

    @Test
    void anAcknowledgedRecordIsToldWithItsOffset() {
        MockProducer<String, String> producer = mock(new StringSerializer());

        send(producer, RECORD);
        producer.completeNext();

        assertThat(told).containsExactly("acknowledged value at 0");
    }

    /** C01: a callback that asks "metadata != null?" calls this a success. */
    @Test
    void aFailedRecordIsToldAsFailedAlthoughItsMetadataIsNotNull() {
        MockProducer<String, String> producer = mock(new StringSerializer());

        send(producer, RECORD);
        producer.errorNext(new TimeoutException("expired"));

        assertThat(told).containsExactly("failed value: expired");
    }

    /** C06. */
    @Test
    void whatCannotBeSerializedIsThrownAndNeverTold() {
        MockProducer<String, String> producer = mock((topic, value) -> {
            throw new SerializationException("no bytes for " + value);
        });

        assertThatThrownBy(() -> send(producer, RECORD)).isInstanceOf(SerializationException.class);
        assertThat(told).isEmpty();
    }

    private void send(MockProducer<String, String> producer, ProducerRecord<String, String> record) {
        AsyncCallback.send(
                producer,
                record,
                (r, metadata) -> told.add("acknowledged " + r.value() + " at " + metadata.offset()),
                (r, exception) -> told.add("failed " + r.value() + ": " + exception.getMessage()));
    }

    private static MockProducer<String, String> mock(Serializer<String> serializer) {
        return new MockProducer<>(false, null, new StringSerializer(), serializer);
    }
}
