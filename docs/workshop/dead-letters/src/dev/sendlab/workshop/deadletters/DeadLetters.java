package dev.sendlab.workshop.deadletters;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends an order; one that fails is parked in a second topic. */
public final class DeadLetters<K, V> implements AutoCloseable {

    private final Producer<K, V> parking;
    private final String topic;
    private final int capacity;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param parking sends the letters: a producer of its own, so that the other one never waits for it
     * @param topic for the letters
     * @param capacity how many letters may be without an outcome
     */
    public DeadLetters(Producer<K, V> parking, String topic, int capacity) {
        this.parking = parking;
        this.topic = topic;
        this.capacity = capacity;
    }

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "dead-letters");
    }

    public void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                acknowledged.accept(record, metadata);
            } else {
                park(record, exception, parked, lost);
            }
        });
    }

    private void park(
            ProducerRecord<K, V> record,
            Exception cause,
            BiConsumer<ProducerRecord<K, V>, Exception> parked,
            BiConsumer<ProducerRecord<K, V>, Exception> lost) {
        if (underWay.incrementAndGet() > capacity) {
            underWay.decrementAndGet();
            lost.accept(record, new KafkaException("too many letters are under way", cause));
            return;
        }
        // Without get(): send() is asynchronous.
        parking.send(new ProducerRecord<>(topic, record.key(), record.value()), (metadata, exception) -> {
            underWay.decrementAndGet();
            if (exception == null) {
                parked.accept(record, cause);
            } else {
                lost.accept(record, exception);
            }
        });
    }

    @Override
    public void close() {
        parking.flush();
    }
}
