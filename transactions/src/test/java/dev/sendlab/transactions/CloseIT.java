package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of a transaction that is open when its producer is closed. */
@BrokerTest
class CloseIT {

    @Test
    void aCloseAbortsTheTransactionThatIsOpen(KafkaCluster cluster) {
        String topic = cluster.createTopic("closed");
        openThenClose(cluster, topic, Transactional.newId(), Duration.ofSeconds(20));

        assertThat(cluster.log(topic).committedValues()).containsExactly("behind");
    }

    /** The control arm: it is left open, and hides what is behind it until the next of this id comes. */
    @Test
    void aCloseWithoutPatienceLeavesItOpen(KafkaCluster cluster) {
        String topic = cluster.createTopic("left");
        String id = Transactional.newId();
        openThenClose(cluster, topic, id, Duration.ZERO);

        assertThat(cluster.log(topic).readCommitted()).isEmpty();
        Transactional.open(cluster, id, Map.of()).close();
        assertThat(cluster.log(topic).committedValues()).containsExactly("behind");
    }

    private static void openThenClose(KafkaCluster cluster, String topic, String id, Duration patience) {
        try (KafkaProducer<String, String> plain = Transactional.openPlain(cluster)) {
            KafkaProducer<String, String> producer = Transactional.open(cluster, id, Map.of());
            try {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, "open"));
                producer.flush();
                plain.send(new ProducerRecord<>(topic, "behind"));
                plain.flush();
                assertThat(cluster.log(topic).values()).containsExactly("open", "behind");
            } finally {
                producer.close(patience);
            }
        }
    }
}
