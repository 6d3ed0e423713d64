package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the broker can tell a retry from a new record: it remembers the sequence numbers of idempotent producers. */
@BrokerTest
class IdempotenceIT {

    /** The control arm of the next test. */
    @Test
    void theBrokerRemembersAProducerOfThePattern(KafkaCluster cluster) throws Exception {
        assertThat(producersKnownAfterOneRecord(cluster, Map.of()))
                .singleElement()
                .satisfies(producer -> assertThat(producer.lastSequence()).isZero());
    }

    /** C24: and the record is acknowledged and written as ever. */
    @ParameterizedTest
    @CsvSource({"acks, 1", "acks, 0", "retries, 0"})
    void theBrokerForgetsAProducerWhoseSettingTurnedIdempotenceOff(String name, String value, KafkaCluster cluster)
            throws Exception {
        assertThat(producersKnownAfterOneRecord(cluster, Map.of(name, value))).isEmpty();
    }

    private static List<ProducerState> producersKnownAfterOneRecord(KafkaCluster cluster, Map<String, ?> overlay)
            throws Exception {
        String topic = cluster.createTopic("known");
        Notes notes = new Notes();
        try (Producer<String, String> producer =
                Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay)) {
            notes.send(producer, new ProducerRecord<>(topic, "value"));
        }
        assertThat(notes.only().exception()).isNull();
        // With acks=0 it may still be on its way.
        await().until(() -> cluster.log(topic).values().size() == 1);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
            return admin.describeProducers(List.of(partition))
                    .partitionResult(partition)
                    .get(20, TimeUnit.SECONDS)
                    .activeProducers();
        }
    }
}
