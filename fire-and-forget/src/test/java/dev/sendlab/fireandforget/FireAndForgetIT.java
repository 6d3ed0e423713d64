package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.IMPATIENT;
import static dev.sendlab.fireandforget.Sending.blockedMs;
import static dev.sendlab.fireandforget.Sending.open;
import static dev.sendlab.fireandforget.Sending.recordErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** On a broker that works. */
@BrokerTest
class FireAndForgetIT {

    @Test
    void mainEndsByConfessingThatItKnowsNothing(KafkaCluster cluster) {
        assertThat(Printed.by(() -> FireAndForget.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly(
                        "record-error-total: 0.0", "fire-and-forget: sent 100, acknowledged 0, failed 0, unknown 100");
        assertThat(cluster.log("fire-and-forget").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    /** C19. The topic refuses the record; only a producer that waits for an answer can know it. */
    @Test
    void isNotTheSameAsAcksZero(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        ProducerRecord<String, String> tooLarge = new ProducerRecord<>(topic, "x".repeat(2_000));

        try (Producer<String, String> asIs = open(cluster, IMPATIENT)) {
            FireAndForget.send(asIs, tooLarge);
            asIs.flush();
            assertThat(recordErrors(asIs)).isEqualTo(1);
        }
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("acks", "0");
        try (Producer<String, String> acksZero = open(cluster, overlay)) {
            FireAndForget.send(acksZero, tooLarge);
            acksZero.flush();
            assertThat(recordErrors(acksZero)).isZero();
        }
        assertThat(cluster.log(topic).values()).isEmpty();
    }

    @Test
    void aRecordThatTheClientRefusesVanishesToo(KafkaCluster cluster) {
        String topic = cluster.createTopic("refused");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("max.request.size", 1_000);
        try (Producer<String, String> producer = open(cluster, overlay)) {
            FireAndForget.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
            FireAndForget.send(producer, new ProducerRecord<>(topic, "fits"));

            assertThat(recordErrors(producer)).isEqualTo(1);
        }
        assertThat(cluster.log(topic).values()).containsExactly("fits");
    }

    /** C04: "asynchronous" begins only when the metadata is there. */
    @Test
    void sendBlocksForMaxBlockMsWithoutMetadataAndThenReturnsAsIfNothingWere(KafkaCluster cluster) {
        String topic = cluster.createTopic("one-partition");
        try (Producer<String, String> producer = open(cluster, IMPATIENT)) {
            assertThat(blockedMs(producer, new ProducerRecord<>(topic, 1, null, "there is only partition 0")))
                    .isBetween(1_000L, 10_000L);
        }
        assertThat(cluster.log(topic).values()).isEmpty();
    }
}
