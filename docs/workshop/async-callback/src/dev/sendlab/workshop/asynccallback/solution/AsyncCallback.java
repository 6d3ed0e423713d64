package dev.sendlab.workshop.asynccallback.solution;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends an order and goes on; one of the two consumers is told what became of it. */
public final class AsyncCallback {

    private AsyncCallback() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "async-callback");
    }

    public static <K, V> void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> failed) {
        producer.send(record, (metadata, exception) -> {
            // A record that failed has metadata too, with the offset -1.
            if (exception == null) {
                acknowledged.accept(record, metadata);
            } else {
                failed.accept(record, exception);
            }
        });
    }
}
