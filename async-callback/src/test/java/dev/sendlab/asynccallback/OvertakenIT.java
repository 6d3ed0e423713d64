package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * C31: the first of two batches that are in flight together is refused and sent again; the second was not refused. Only
 * sequence numbers keep their order, on a partition that knows the producer already.
 */
@BrokerTest(proxied = true)
class OvertakenIT {

    private static final Match PRODUCE = Match.api(ApiKeys.PRODUCE).client("async-callback");

    private final Notes notes = new Notes();

    @AfterEach
    void heal(PrivateBroker broker) {
        broker.proxy().clear();
        assertThat(broker.proxy().failures()).isEmpty();
    }

    /** The broker misses a sequence number, and takes the second batch only after the first. */
    @Test
    void anIdempotentProducerKeepsTheOrderWithFiveInFlight(PrivateBroker broker) {
        assertThat(sendTwoAndRefuseTheFirst(broker, Map.of())).containsExactly("warm", "first", "second");
        assertBothAreAcknowledged();
    }

    /** The control arm. Nobody is told: both records are acknowledged. */
    @Test
    void withoutIdempotenceARefusedBatchIsOvertaken(PrivateBroker broker) {
        assertThat(sendTwoAndRefuseTheFirst(broker, Map.of("enable.idempotence", false)))
                .containsExactly("warm", "second", "first");
        assertBothAreAcknowledged();
    }

    /** C81: what is not sent again cannot come late. It is missing, and the application is told. */
    @Test
    void withoutRetriesTheRefusedBatchIsMissingAndNothingIsOvertaken(PrivateBroker broker) {
        assertThat(sendTwoAndRefuseTheFirst(broker, Map.of("retries", 0))).containsExactly("warm", "second");
        assertThat(notes.all())
                .extracting(Notes.Note::exception)
                .hasSize(2)
                .hasAtLeastOneElementOfType(NotEnoughReplicasException.class)
                .containsOnlyOnce((Exception) null);
    }

    /** The other control arm: what is alone in flight cannot be overtaken. */
    @Test
    void withOneInFlightTheOrderIsKeptWithoutIdempotence(PrivateBroker broker) {
        Map<String, Object> oneByOne = Map.of("enable.idempotence", false, "max.in.flight.requests.per.connection", 1);
        String topic = broker.createTopic("one-by-one");
        try (Producer<String, String> producer = open(broker, oneByOne)) {
            warm(producer, topic);
            Hold refusal = new Hold();
            Rule refused =
                    broker.proxy().add(PRODUCE, Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS, refusal));
            Rule passed = broker.proxy().add(PRODUCE, Trigger.always(), Action.forward());
            notes.send(producer, new ProducerRecord<>(topic, "first"));
            await().until(() -> refused.fired() == 1);
            notes.send(producer, new ProducerRecord<>(topic, "second"));

            // With five in flight the second would be here within milliseconds, see above.
            await().during(Duration.ofMillis(500)).until(() -> passed.fired() == 0);
            refusal.release();
        }
        assertThat(broker.log(topic).values()).containsExactly("warm", "first", "second");
    }

    /** @return what is in the log */
    private List<String> sendTwoAndRefuseTheFirst(PrivateBroker broker, Map<String, Object> overlay) {
        String topic = broker.createTopic("overtaken");
        Hold refusal = new Hold();
        try (Producer<String, String> producer = open(broker, overlay)) {
            warm(producer, topic);
            Rule refused =
                    broker.proxy().add(PRODUCE, Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS, refusal));
            Rule passed = broker.proxy().add(PRODUCE, Trigger.once(), Action.run(refusal::release));

            notes.send(producer, new ProducerRecord<>(topic, "first"));
            // Not before: two records that wait together share a batch, and there would be nothing to overtake.
            await().until(() -> refused.fired() == 1);
            notes.send(producer, new ProducerRecord<>(topic, "second"));
            producer.flush();

            assertThat(passed.fired()).isEqualTo(1);
        }
        return broker.log(topic).values();
    }

    private void assertBothAreAcknowledged() {
        assertThat(notes.all()).hasSize(2).allMatch(note -> note.exception() == null);
    }

    private static void warm(Producer<String, String> producer, String topic) {
        producer.send(new ProducerRecord<>(topic, "warm"));
        producer.flush();
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, Object> overlay) {
        return Producers.open(AsyncCallback.config(broker.bootstrapServers()), overlay);
    }
}
