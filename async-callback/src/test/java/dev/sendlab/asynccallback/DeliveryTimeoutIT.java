package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** From when on delivery.timeout.ms counts, and when nobody looks at it. */
@BrokerTest(proxied = true)
class DeliveryTimeoutIT {

    private static final Duration DELIVERY = Duration.ofMillis(1_800);
    private static final Duration LINGER = Duration.ofMillis(1_300);

    /** The client reserves a little more than a record can take: two tiny ones share a batch even of batch.size=0. */
    private static final String NOT_TINY = "x".repeat(500);

    private final Notes notes = new Notes();

    /** C10: the clock is the batch's, and started with its first record. */
    @Test
    void aRecordThatJoinsAnOldBatchExpiresSooner(PrivateBroker broker) {
        assertThat(lifeOfTheSecondOfTwo(broker, Map.of())).isLessThan(DELIVERY);
    }

    /** C10, the control arm: each record begins a batch. */
    @Test
    void aRecordThatBeginsABatchHasAllOfTheTime(PrivateBroker broker) {
        assertThat(lifeOfTheSecondOfTwo(broker, Map.of("batch.size", 0))).isGreaterThanOrEqualTo(DELIVERY);
    }

    /**
     * An idempotent producer asks for its producer id first, and while it waits for that it expires nothing: the verdict
     * comes when the broker does. The next test is the control arm.
     */
    @Test
    void aProducerWithoutAProducerIdExpiresNothingWhileTheBrokerIsFrozen(PrivateBroker broker) {
        String topic = broker.createTopic("cold");
        Rule noId = broker.proxy()
                .add(
                        Match.api(ApiKeys.INIT_PRODUCER_ID).client("cold"),
                        Trigger.always(),
                        Action.answer(Errors.COORDINATOR_LOAD_IN_PROGRESS));
        try (Producer<String, String> producer = open(broker, Map.of("client.id", "cold", "linger.ms", 0))) {
            producer.partitionsFor(topic);
            await().until(() -> noId.fired() > 0);
            broker.pause();
            broker.proxy().clear();

            notes.send(producer, new ProducerRecord<>(topic, "cold"));
            await().during(DELIVERY.plusSeconds(1)).until(() -> notes.all().isEmpty());

            broker.resume();
        }
        assertThat(notes.only().exception()).isInstanceOf(TimeoutException.class);
    }

    /** With an id, and with no use for one. */
    @Test
    void aProducerThatHasItsIdOrNeedsNoneExpiresInTime(PrivateBroker broker) {
        String topic = broker.createTopic("warm");
        Map<String, Object> withoutId = Map.of("enable.idempotence", false, "linger.ms", 0);
        try (Producer<String, String> warm = open(broker, Map.of("linger.ms", 0));
                Producer<String, String> needsNone = open(broker, withoutId)) {
            warm(warm, topic);
            needsNone.partitionsFor(topic);
            broker.pause();

            notes.send(warm, new ProducerRecord<>(topic, "warm"));
            notes.send(needsNone, new ProducerRecord<>(topic, "needs none"));
            await().atMost(DELIVERY.multipliedBy(2)).until(() -> notes.all().size() == 2);

            assertThat(notes.all()).allMatch(note -> note.exception() instanceof TimeoutException);
            broker.resume();
        }
    }

    /** The second one comes while the first still lingers. No answer comes to either. */
    private Duration lifeOfTheSecondOfTwo(PrivateBroker broker, Map<String, Object> overlay) {
        String topic = broker.createTopic("late");
        try (Producer<String, String> producer = open(broker, overlay)) {
            warm(producer, topic);
            broker.proxy().add(Match.api(ApiKeys.PRODUCE), Trigger.always(), Action.dropRequest());
            notes.send(producer, new ProducerRecord<>(topic, NOT_TINY));
            await().during(Duration.ofMillis(500)).until(() -> notes.all().isEmpty());

            long born = System.nanoTime();
            notes.send(producer, new ProducerRecord<>(topic, NOT_TINY));
            await().until(() -> notes.all().size() == 2);

            assertThat(notes.all()).allMatch(note -> note.exception() instanceof TimeoutException);
            return Duration.ofNanos(System.nanoTime() - born);
        }
    }

    private static void warm(Producer<String, String> producer, String topic) {
        producer.send(new ProducerRecord<>(topic, "warm"));
        producer.flush();
    }

    private static Producer<String, String> open(PrivateBroker broker, Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "delivery.timeout.ms",
                (int) DELIVERY.toMillis(),
                "request.timeout.ms",
                (int) DELIVERY.minus(LINGER).toMillis(),
                "linger.ms",
                (int) LINGER.toMillis()));
        config.putAll(overlay);
        return Producers.open(AsyncCallback.config(broker.bootstrapServers()), config);
    }
}
