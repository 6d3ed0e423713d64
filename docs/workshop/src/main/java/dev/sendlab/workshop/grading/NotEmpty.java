package dev.sendlab.workshop.grading;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Refuses a value that is empty: send() throws then, and no callback comes. */
final class NotEmpty implements Serializer<String> {

    @Override
    public byte[] serialize(String topic, String value) {
        if (value.isEmpty()) {
            throw new SerializationException("an order without content");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** A producer whose values it serializes. */
    static Producer<String, String> producer(Map<String, Object> config, Map<String, Object> overlay) {
        Map<String, Object> effective = new HashMap<>(config);
        effective.putAll(overlay);
        return new KafkaProducer<>(effective, new StringSerializer(), new NotEmpty());
    }
}
