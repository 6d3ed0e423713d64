package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** C95: what becomes of a record's headers. */
@BrokerTest
class HeadersIT {

    private final Notes notes = new Notes();

    @Test
    void theyArriveInTheirOrderAndANameMayStandTwice(KafkaCluster cluster) {
        String topic = cluster.createTopic("headers");
        Headers headers = new RecordHeaders()
                .add("trace", new byte[] {1})
                .add("tenant", null)
                .add("trace", new byte[] {2});

        send(cluster, new ProducerRecord<>(topic, null, "key", "value", headers));

        assertThat(notes.only().exception()).isNull();
        assertThat(cluster.log(topic).readUncommitted())
                .singleElement()
                .satisfies(record ->
                        assertThat(List.of(record.headers().toArray())).isEqualTo(List.of(headers.toArray())));
    }

    /** The value is one byte. The control arm is a header that is shorter than the limit. */
    @Test
    void theyCountTowardsTheSizeOfTheRecord(KafkaCluster cluster) {
        String topic = cluster.createTopic("size");

        send(cluster, withHeaderOf(9_000, topic));
        send(cluster, withHeaderOf(11_000, topic));

        assertThat(notes.all()).hasSize(2);
        assertThat(notes.all().get(0).exception()).isNull();
        assertThat(notes.all().get(1).exception()).isInstanceOf(RecordTooLargeException.class);
    }

    private static ProducerRecord<String, String> withHeaderOf(int bytes, String topic) {
        Headers headers = new RecordHeaders().add("attachment", new byte[bytes]);
        return new ProducerRecord<>(topic, null, "key", "x", headers);
    }

    private void send(KafkaCluster cluster, ProducerRecord<String, String> record) {
        Map<String, Object> overlay = Map.of("max.request.size", 10_000);
        try (Producer<String, String> producer =
                Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay)) {
            notes.send(producer, record);
        }
    }
}
