package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Three paid orders in a topic of their own, whose name is also that of the group which reads them. */
record Input(PrivateBroker broker, TopicPartition partition) {

    static final List<String> ORDERS = List.of("a", "b", "c");

    static Input of(PrivateBroker broker, String stem) {
        String topic = broker.createTopic(stem + "-input");
        try (Producer<String, String> producer =
                Producers.open(Map.of("bootstrap.servers", broker.bootstrapServers()), Map.of())) {
            ORDERS.forEach(order -> producer.send(new ProducerRecord<>(topic, order)));
        }
        return new Input(broker, new TopicPartition(topic, 0));
    }

    /** Assigned, so that no grade waits for a group to come together. */
    @SuppressWarnings("unchecked")
    Consumer<String, String> consumer(Code code) throws Exception {
        Map<String, Object> config =
                new HashMap<>((Map<String, Object>) code.call("consumerConfig", broker.bootstrapServers()));
        config.put("group.id", partition.topic());
        StringDeserializer utf8 = new StringDeserializer();
        Consumer<String, String> consumer = new KafkaConsumer<>(config, utf8, utf8);
        consumer.assign(List.of(partition));
        return consumer;
    }
}
