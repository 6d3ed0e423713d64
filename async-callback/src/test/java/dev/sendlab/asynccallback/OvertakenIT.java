package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.asynccallback.Notes.Note;
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
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/**
 * C31: the first of two batches that are in flight together is refused and sent again; the second was not refused. Only
 * sequence numbers keep their order, on a partition that knows the producer already.
 */
@BrokerTest(proxied = true)
class OvertakenIT {

    private static final Match PRODUCE = Match.api(ApiKeys.PRODUCE).client("async-callback");

    private final Notes notes = new Notes();

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

    /**
     * C31, and its limit. Of a producer that it does not know the broker takes any sequence number, here that of the
     * second batch; from then on the first comes too late. It is refused as out of order, sent again and refused again,
     * until it expires. A topic that was created a moment ago is enough: its leader may not know yet that it leads.
     */
    @Test
    void onAPartitionThatDoesNotKnowTheProducerAnOvertakenBatchIsLost(PrivateBroker broker) {
        String topic = broker.createTopic("unknown");
        Hold refusal = new Hold();
        Map<String, Object> impatient = Map.of("delivery.timeout.ms", 1_500, "request.timeout.ms", 1_000);
        try (Producer<String, String> producer = open(broker, impatient)) {
            Rule refused =
                    broker.proxy().add(PRODUCE, Trigger.once(), Action.answer(Errors.NOT_LEADER_OR_FOLLOWER, refusal));
            broker.proxy().add(PRODUCE, Trigger.once(), Action.run(refusal::release));
            notes.send(producer, new ProducerRecord<>(topic, "first"));
            await().until(() -> refused.fired() == 1);
            notes.send(producer, new ProducerRecord<>(topic, "second"));
        }
        assertThat(notes.all()).extracting(Note::value).containsExactly("second", "first");
        assertThat(notes.all().get(0).exception()).isNull();
        assertThat(notes.all().get(1).exception()).isInstanceOf(TimeoutException.class);
        assertThat(broker.log(topic).values()).containsExactly("second");
    }

    /**
     * C32: the class is not Retriable, and the client sends the batch again all the same. As its sequence number was the
     * next one, it suspects the broker of having forgotten it, and begins a new epoch.
     */
    @Test
    void aBatchRefusedAsOutOfOrderIsSentAgainInTheNextEpoch(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("out-of-order");
        try (Producer<String, String> producer = open(broker, Map.of())) {
            warm(producer, topic);
            assertThat(epochs(broker, topic)).containsExactly(0);

            sendAndRefuseAsOutOfOrder(broker, producer, topic);

            assertThat(epochs(broker, topic)).containsExactly(1);
        }
        assertThat(notes.only().exception()).isNull();
        assertThat(broker.log(topic).values()).containsExactly("warm", "refused");
    }

    /** C32, the control arm: who sends no sequence numbers takes the class at its word. */
    @Test
    void withoutIdempotenceABatchRefusedAsOutOfOrderFails(PrivateBroker broker) {
        String topic = broker.createTopic("out-of-order");
        try (Producer<String, String> producer = open(broker, Map.of("enable.idempotence", false))) {
            warm(producer, topic);
            sendAndRefuseAsOutOfOrder(broker, producer, topic);
        }
        assertThat(notes.only().exception()).isInstanceOf(OutOfOrderSequenceException.class);
        assertThat(notes.only().thread()).isEqualTo(IoThread.of("async-callback"));
        assertThat(broker.log(topic).values()).containsExactly("warm");
    }

    private void sendAndRefuseAsOutOfOrder(PrivateBroker broker, Producer<String, String> producer, String topic) {
        Rule refused = broker.proxy().add(PRODUCE, Trigger.once(), Action.answer(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER));
        notes.send(producer, new ProducerRecord<>(topic, "refused"));
        producer.flush();
        assertThat(refused.fired()).isEqualTo(1);
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

    private static List<Integer> epochs(PrivateBroker broker, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.directServers()))) {
            return admin
                    .describeProducers(List.of(partition))
                    .partitionResult(partition)
                    .get(20, TimeUnit.SECONDS)
                    .activeProducers()
                    .stream()
                    .map(ProducerState::producerEpoch)
                    .toList();
        }
    }

    private static void warm(Producer<String, String> producer, String topic) {
        producer.send(new ProducerRecord<>(topic, "warm"));
        producer.flush();
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, Object> overlay) {
        return Producers.open(AsyncCallback.config(broker.bootstrapServers()), overlay);
    }
}
