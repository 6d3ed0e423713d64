package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.IMPATIENT;
import static dev.sendlab.fireandforget.Sending.blockedMs;
import static dev.sendlab.fireandforget.Sending.open;
import static dev.sendlab.fireandforget.Sending.recordErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** How long a send that is called asynchronous can take. */
@BrokerTest
class BlockingIT {

    /**
     * KIP-899 and KIP-1102: a client whose last known broker is gone starts again from its bootstrap servers, without the
     * metadata that it had. From then on each send() waits for it. The control arm keeps the metadata.
     */
    @Test
    void aClientWithoutAnyBrokerForgetsItsMetadataAndSendBlocksAgain(PrivateBroker broker) {
        String topic = broker.createTopic("forgotten");
        Map<String, Object> keeping = new HashMap<>(IMPATIENT);
        keeping.put("metadata.recovery.strategy", "none");
        try (Producer<String, String> asIs = open(broker, IMPATIENT);
                Producer<String, String> control = open(broker, keeping)) {
            for (Producer<String, String> producer : List.of(asIs, control)) {
                FireAndForget.send(producer, new ProducerRecord<>(topic, "before"));
                producer.flush();
            }
            broker.kill();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> blockedMs(asIs, new ProducerRecord<>(topic, "after")) >= 1_000);
            assertThat(blockedMs(control, new ProducerRecord<>(topic, "after"))).isLessThan(1_000);
        }
    }

    /** C08: a full buffer looks like a slow loop that succeeds. The record before it, which still fitted, arrives. */
    @Test
    void sendBlocksForMaxBlockMsOnAFullBufferAndThenReturnsAsIfNothingWere(PrivateBroker broker) {
        String topic = broker.createTopic("full");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("delivery.timeout.ms", 30_000);
        // A request that times out costs the client its only broker, and then its metadata: see the test above.
        overlay.put("request.timeout.ms", 20_000);
        overlay.put("buffer.memory", 40_000);
        overlay.put("batch.size", 30_000);
        try (Producer<String, String> producer = open(broker, overlay)) {
            producer.partitionsFor(topic);
            broker.pause();
            FireAndForget.send(producer, new ProducerRecord<>(topic, "a".repeat(25_000)));
            assertThat(blockedMs(producer, new ProducerRecord<>(topic, "b".repeat(25_000))))
                    .isBetween(1_000L, 10_000L);
            assertThat(recordErrors(producer)).isEqualTo(1);

            // Kafka's own send, for what the pattern does not look at.
            Throwable full = catchThrowable(() -> producer.send(new ProducerRecord<>(topic, "c".repeat(25_000)))
                            .get())
                    .getCause();
            assertThat(full).isInstanceOf(BufferExhaustedException.class).isInstanceOf(TimeoutException.class);
            broker.resume();
            ErrorAtlas.seen(
                    full,
                    Channel.FUTURE,
                    Thread.currentThread(),
                    Written.NO,
                    "No room in `buffer.memory` within `max.block.ms`: slow the source down, then send it again.");
        }
        assertThat(broker.log(topic).values()).containsExactly("a".repeat(25_000));
    }
}
