package dev.sendlab.broker.proxy;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A producer behind the proxy, into one topic, warm: its first record is acknowledged, its connection is made. */
final class ProxiedProducer implements AutoCloseable {

    static final String WARM = "warm";

    private final String topic;
    private final KafkaProducer<String, String> producer;

    ProxiedProducer(PrivateBroker broker, String topic, Map<String, ?> config) throws Exception {
        Map<String, Object> effective = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "client.id",
                topic,
                "request.timeout.ms",
                10_000,
                "delivery.timeout.ms",
                20_000));
        effective.putAll(config);
        this.topic = topic;
        this.producer = Producers.open(effective, Map.of());
        Future<RecordMetadata> warm = send(WARM);
        flush();
        await(warm);
    }

    Future<RecordMetadata> send(String value) {
        return producer.send(new ProducerRecord<>(topic, value));
    }

    void flush() {
        producer.flush();
    }

    static RecordMetadata await(Future<RecordMetadata> future) throws Exception {
        return future.get(40, TimeUnit.SECONDS);
    }

    /** Does not wait for what is still under way. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
