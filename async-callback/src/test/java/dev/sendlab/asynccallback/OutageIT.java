package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;

/** On a broker that does not answer, or refuses. */
@BrokerTest
class OutageIT {

    private static final String IO_THREAD = "kafka-producer-network-thread | async-callback";

    /** A final error within two seconds instead of two minutes. */
    private static final Map<String, Object> IMPATIENT =
            Map.of("max.block.ms", 1_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000, "linger.ms", 0);

    private final Notes notes = new Notes();

    /** C09; the control arm is {@link #whileTheClientStillRetriesNothingIsTold}. */
    @Test
    void aRetriableExceptionMeansThatTheRetriesAreOver(PrivateBroker broker) {
        String topic = broker.createTopic("over");
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            warm(producer, topic);
            broker.pause();
            notes.send(producer, new ProducerRecord<>(topic, "expired"));
            broker.kill();
            producer.flush();

            assertThat(notes.only().exception()).isInstanceOf(RetriableException.class);
            assertThat(notes.only().thread()).isEqualTo(IO_THREAD);

            broker.restart();
            producer.flush();
            assertThat(notes.all()).hasSize(1);
            ErrorAtlas.seen(
                    notes.only().exception(),
                    Channel.CALLBACK,
                    notes.only().thread(),
                    Written.MAYBE,
                    "Expired, and the retries are over: the record may be written, so send it again only if readers can bear it twice.");
        }
        assertThat(broker.log(topic).values()).containsExactly("warm");
    }

    @Test
    void whileTheClientStillRetriesNothingIsTold(PrivateBroker broker) {
        String topic = broker.createTopic("not-over");
        Map<String, Object> patient = new HashMap<>(IMPATIENT);
        patient.put("delivery.timeout.ms", 30_000);
        try (Producer<String, String> producer = open(broker, patient)) {
            warm(producer, topic);
            broker.pause();
            notes.send(producer, new ProducerRecord<>(topic, "retried"));
            broker.kill();
            assertThat(notes.all()).isEmpty();
            broker.restart();
        }
        assertThat(notes.only().exception()).isNull();
        assertThat(broker.log(topic).values()).containsExactly("warm", "retried");
    }

    /**
     * C30, and what is left of KAFKA-8350 in 4.3.1. The broker refuses the batch, the client splits it; but the smallest
     * part that it makes has room for the largest record and for a small one beside it, so it sends and splits the same
     * two records until the delivery timeout. The first arm is the control: each record in a batch of its own.
     */
    @Test
    void aRecordTooLargeForItsTopicTakesItsNeighbourWithIt(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, Map.of("batch.size", 0))) {
            notes.send(producer, new ProducerRecord<>(topic, "alone"));
            notes.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
        }
        assertThat(notes.all().get(0).exception()).isNull();
        assertThat(notes.all().get(1).exception()).isInstanceOf(RecordTooLargeException.class);

        Map<String, Object> together = new HashMap<>(IMPATIENT);
        together.put("linger.ms", 100);
        try (Producer<String, String> producer = open(cluster, together)) {
            notes.send(producer, new ProducerRecord<>(topic, "neighbour"));
            notes.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
        }
        assertThat(notes.all().subList(2, notes.all().size()))
                .hasSize(2)
                .allSatisfy(note -> assertThat(note.exception())
                        .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class));
        assertThat(cluster.log(topic).values()).containsExactly("alone");
    }

    /** An idempotent producer that has no producer id yet waits for that first, and expires nothing meanwhile. */
    private static void warm(Producer<String, String> producer, String topic) {
        producer.send(new ProducerRecord<>(topic, "warm"));
        producer.flush();
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }
}
