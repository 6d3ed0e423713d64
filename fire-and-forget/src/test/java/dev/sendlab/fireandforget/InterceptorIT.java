package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.open;
import static dev.sendlab.fireandforget.Sending.recordErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** C64: what may happen in an interceptor, and what it sees. */
@BrokerTest
class InterceptorIT {

    /** Also for the interceptors behind it: each gets the record as it was before. */
    @Test
    void anInterceptorThatThrowsChangesNothing(KafkaCluster cluster) {
        String topic = cluster.createTopic("throwing");
        try (Producer<String, String> producer =
                open(cluster, interceptors(ThrowingInterceptor.class, Witness.class))) {
            FireAndForget.send(producer, new ProducerRecord<>(topic, "value"));
            producer.flush();

            assertThat(recordErrors(producer)).isZero();
        }
        assertThat(cluster.log(topic).values()).containsExactly("value");
        assertThat(Witness.endsIn(topic)).hasSize(1).allMatch(end -> end.exception() == null);
    }

    /** The control arm: a serializer stands in the same place, between send() and the buffer, and is heard. */
    @Test
    void aSerializerThatThrowsIsHeardByTheCallerAndByTheInterceptor(KafkaCluster cluster) {
        String topic = cluster.createTopic("serializer");
        Map<String, Object> config = new HashMap<>(FireAndForget.config(cluster.bootstrapServers()));
        config.putAll(interceptors(Witness.class));
        try (var producer = new KafkaProducer<String, String>(config, new StringSerializer(), (to, value) -> {
            throw new SerializationException("no bytes for " + value);
        })) {
            assertThatThrownBy(() -> FireAndForget.send(producer, new ProducerRecord<>(topic, "value")))
                    .isInstanceOf(SerializationException.class);
        }

        assertThat(Witness.endsIn(topic)).singleElement().satisfies(end -> {
            assertThat(end.exception()).isInstanceOf(SerializationException.class);
            assertThat(end.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(end.metadata().partition()).isEqualTo(-1);
        });
    }

    private static Map<String, Object> interceptors(Class<?>... classes) {
        return Map.of(
                "interceptor.classes",
                Arrays.stream(classes).map(Class::getName).toList());
    }
}
