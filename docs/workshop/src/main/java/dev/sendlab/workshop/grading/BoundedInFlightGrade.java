package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A window of one permit, and a record that the serializer refuses: send() throws, and no callback comes. */
public final class BoundedInFlightGrade implements Grade {

    private static final Serializer<String> NOT_EMPTY = (topic, value) -> {
        if (value.isEmpty()) {
            throw new SerializationException("an order without content");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    };

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("bounded-in-flight");
        Semaphore window = new Semaphore(1);
        BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged = (record, metadata) -> {};
        BiConsumer<ProducerRecord<String, String>, Exception> failed = (record, exception) -> {};
        try (Producer<String, String> producer =
                new KafkaProducer<>(code.config(broker.bootstrapServers()), new StringSerializer(), NOT_EMPTY)) {
            String thrown = "nothing thrown";
            for (String value : new String[] {"paid", "", "paid"}) {
                // Whatever could give a permit back has done so.
                producer.flush();
                try {
                    var record = new ProducerRecord<String, String>(topic, value);
                    code.call("send", producer, record, window, Duration.ofMillis(500), acknowledged, failed);
                } catch (SerializationException e) {
                    thrown = "a record that could not be serialized";
                } catch (TimeoutException e) {
                    return Verdict.red(thrown + ", and after it no permit for the next record within 500 ms");
                }
            }
            producer.flush();
            int permits = window.availablePermits();
            String seen = thrown + ", and " + permits + " of 1 permits at the end";
            return new Verdict(permits == 1 && !thrown.startsWith("nothing"), seen);
        }
    }
}
