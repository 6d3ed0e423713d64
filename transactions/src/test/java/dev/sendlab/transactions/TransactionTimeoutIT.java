package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C84: what is said of transactions to a producer that has none. */
@BrokerTest
class TransactionTimeoutIT {

    /** 24 days: the broker has a limit, {@code transaction.max.timeout.ms}, of 15 minutes by default. */
    private static final String TOO_LONG = "2147483647";

    /** An idempotent producer asks the broker for a producer id too, and does not tell it this. */
    @ParameterizedTest
    @CsvSource({"transaction.timeout.ms, " + TOO_LONG, "transaction.two.phase.commit.enable, true"})
    void withoutATransactionalIdTheBrokerNeverHearsOfIt(String name, String value, KafkaCluster cluster)
            throws Exception {
        String topic = cluster.createTopic("no-transaction");
        try (KafkaProducer<String, String> producer = open(cluster, Map.of(name, value))) {
            producer.send(new ProducerRecord<>(topic, "value")).get(20, TimeUnit.SECONDS);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("value");
    }

    /** The control arm. */
    @Test
    void withATransactionalIdTheBrokerRefusesIt(KafkaCluster cluster) {
        Map<String, Object> overlay = Map.of("transaction.timeout.ms", TOO_LONG);
        try (KafkaProducer<String, String> producer = open(cluster, with(overlay, Transactional.newId()))) {
            assertThatThrownBy(producer::initTransactions)
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("transaction.max.timeout.ms");
        }
    }

    private static Map<String, Object> with(Map<String, Object> overlay, String id) {
        Map<String, Object> with = new HashMap<>(overlay);
        with.put("transactional.id", id);
        return with;
    }

    private static KafkaProducer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(Map.of("bootstrap.servers", cluster.bootstrapServers()), overlay);
    }
}
