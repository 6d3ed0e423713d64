package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** C97: who pays for a slow serializer. */
@BrokerTest
class SerializerThreadIT {

    /** The callback of the same record is the control arm: not everything runs here. */
    @Test
    void keyAndValueAreSerializedByTheCallerBeforeSendReturns(KafkaCluster cluster) {
        String topic = cluster.createTopic("serialized");
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        StringSerializer utf8 = new StringSerializer();
        Serializer<String> noting = (ofTopic, text) -> {
            threads.add(Thread.currentThread().getName());
            return utf8.serialize(ofTopic, text);
        };
        Notes notes = new Notes();
        String here = Thread.currentThread().getName();
        try (Producer<String, String> producer =
                new KafkaProducer<>(AsyncCallback.config(cluster.bootstrapServers()), noting, noting)) {
            notes.send(producer, new ProducerRecord<>(topic, "key", "value"));

            assertThat(threads).containsExactly(here, here);
        }
        assertThat(notes.only().exception()).isNull();
        assertThat(notes.only().thread()).isEqualTo(IoThread.of("async-callback"));
    }
}
