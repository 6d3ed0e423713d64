package dev.sendlab.transactions;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Something to consume, for the main methods of the patterns that begin with a consumer. */
final class Orders {

    private Orders() {}

    /** What a paid order becomes, in that topic. */
    static List<ProducerRecord<String, String>> shipped(String topic, ConsumerRecord<String, String> paid) {
        return List.of(new ProducerRecord<>(topic, paid.key(), "shipped"));
    }

    /** @throws IllegalStateException if not all of them are in the topic */
    static void send(String bootstrapServers, String topic, int orders) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        StringSerializer utf8 = new StringSerializer();
        int[] acknowledged = new int[1];
        try (Producer<String, String> producer = new KafkaProducer<>(config, utf8, utf8)) {
            producer.partitionsFor(topic);
            for (int i = 0; i < orders; i++) {
                producer.send(new ProducerRecord<>(topic, "order-" + i, "paid"), (metadata, exception) -> {
                    if (exception == null) {
                        acknowledged[0]++;
                    }
                });
            }
        }
        if (acknowledged[0] < orders) {
            throw new IllegalStateException("only " + acknowledged[0] + " of " + orders + " orders are in " + topic);
        }
    }
}
