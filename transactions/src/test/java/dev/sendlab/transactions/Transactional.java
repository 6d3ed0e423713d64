package dev.sendlab.transactions;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers with a transactional id of their own, and transactions in whose middle something happens. */
final class Transactional {

    private Transactional() {}

    static String newId() {
        return "test-" + UUID.randomUUID();
    }

    static KafkaProducer<String, String> open(KafkaCluster cluster, Map<String, Object> overlay) {
        return open(cluster, newId(), overlay);
    }

    /** Ready to begin: {@code initTransactions} has returned. */
    static KafkaProducer<String, String> open(KafkaCluster cluster, String id, Map<String, Object> overlay) {
        Map<String, Object> effective = new HashMap<>(overlay);
        effective.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        KafkaProducer<String, String> producer =
                Producers.open(TransactionalSend.config(cluster.bootstrapServers()), effective);
        init(producer);
        return producer;
    }

    /** So that a short max.block.ms is not spent on what a first send waits for. */
    static void know(KafkaProducer<?, ?> producer, String topic) {
        again(() -> producer.partitionsFor(topic));
    }

    /** After a TimeoutException initTransactions may be called again. */
    private static void init(KafkaProducer<?, ?> producer) {
        again(producer::initTransactions);
    }

    /** These tests set a max.block.ms that either can exceed. */
    private static void again(Runnable blocking) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                blocking.run();
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
        }
    }

    /** Cannot serialize the value "bad". */
    static KafkaProducer<String, String> openPicky(KafkaCluster cluster) {
        Map<String, Object> config = new HashMap<>(TransactionalSend.config(cluster.bootstrapServers()));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, newId());
        StringSerializer utf8 = new StringSerializer();
        KafkaProducer<String, String> producer = new KafkaProducer<>(config, utf8, (topic, value) -> {
            if (value.equals("bad")) {
                throw new SerializationException("no bytes for " + value);
            }
            return utf8.serialize(topic, value);
        });
        producer.initTransactions();
        return producer;
    }

    /** Without transactions. */
    static KafkaProducer<String, String> openPlain(KafkaCluster cluster) {
        return Producers.open(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()), Map.of());
    }

    /** C40: the client throws its error as it is or in a wrapping, depending on which of its threads is first. */
    static Throwable rootOf(Throwable error) {
        return error.getCause() == null ? error : rootOf(error.getCause());
    }

    /** Records, and behind the last one, before the commit, something that happens. */
    static Iterable<ProducerRecord<String, String>> records(String topic, List<String> values, Runnable happens) {
        Iterator<String> rest = values.iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!rest.hasNext()) {
                    happens.run();
                }
                return rest.hasNext();
            }

            @Override
            public ProducerRecord<String, String> next() {
                return new ProducerRecord<>(topic, rest.next());
            }
        };
    }
}
