package dev.sendlab.fireandforget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FireAndForgetTest {

    private static final ProducerRecord<String, String> RECORD = new ProducerRecord<>("topic", "value");

    @Test
    void handsTheRecordToTheProducer() {
        MockProducer<String, String> producer =
                new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());

        FireAndForget.send(producer, RECORD);

        assertThat(producer.history()).containsExactly(RECORD);
    }

    @Test
    void aFailureThatComesLaterIsNotSeen() {
        MockProducer<String, String> producer =
                new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());

        FireAndForget.send(producer, RECORD);

        assertThat(producer.errorNext(new RecordTooLargeException())).isTrue();
        assertThatCode(() -> FireAndForget.send(producer, RECORD)).doesNotThrowAnyException();
    }

    @Test
    void aRecordThatCannotBeSerializedIsThrown() {
        Serializer<String> broken = (topic, value) -> {
            throw new SerializationException("no bytes for " + value);
        };
        MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(), broken);

        assertThatThrownBy(() -> FireAndForget.send(producer, RECORD)).isInstanceOf(SerializationException.class);
    }
}
