package dev.sendlab.broker.proxy;

import static dev.sendlab.broker.proxy.ProxiedProducer.WARM;
import static dev.sendlab.broker.proxy.ProxiedProducer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.ProxiedBroker;
import dev.sendlab.broker.TopicLog;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer experiences behind the proxy, and what is in the log. */
@BrokerTest
class FrameProxyIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static ProxiedBroker broker;
    private static FrameProxy proxy;

    @BeforeAll
    static void start() {
        broker = ProxiedBroker.start();
        proxy = broker.proxy();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @AfterEach
    void heal() {
        proxy.clear();
        proxy.roundTrip(Duration.ZERO);
        assertThat(proxy.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, 10", "true, 0"})
    void aLostAnswerDoublesItsRecordsUnlessTheProducerIsIdempotent(boolean idempotent, int twice) throws Exception {
        String topic = broker.direct().createTopic("lost-answer");
        try (ProxiedProducer producer =
                producer(topic, Map.of("enable.idempotence", idempotent, "linger.ms", 10_000))) {
            Rule lost = proxy.add(produceOf(topic), Trigger.once(), Action.dropAnswerAndClose());
            List<Future<RecordMetadata>> sent = sendTen(producer);
            producer.flush();

            for (Future<RecordMetadata> each : sent) {
                assertThat(await(each).hasOffset()).isTrue();
            }
            assertThat(lost.fired()).isEqualTo(1);
        }
        assertThat(twiceIn(topic)).hasSize(twice);
        assertThat(log(topic)).hasSize(1 + 10 + twice);
    }

    @ParameterizedTest
    @CsvSource({"false, 'warm, second, first'", "true, 'warm, first, second'"})
    void aRefusedFirstBatchIsOvertakenUnlessTheProducerIsIdempotent(boolean idempotent, String inTheLog)
            throws Exception {
        String topic = broker.direct().createTopic("refused");
        Hold untilTheSecond = new Hold();
        try (ProxiedProducer producer = producer(topic, Map.of("enable.idempotence", idempotent))) {
            Rule refused = proxy.add(
                    produceOf(topic), Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS, untilTheSecond));
            Rule passed = proxy.add(produceOf(topic), Trigger.once(), Action.run(untilTheSecond::release));
            Future<RecordMetadata> first = producer.send("first");
            // Only now, or they might share a batch: batch.size=0 leaves room for a second small record.
            Awaitility.await().atMost(SOON).until(() -> refused.fired() == 1);
            Future<RecordMetadata> second = producer.send("second");

            await(first);
            await(second);
            assertThat(passed.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(inTheLog.split(", "));
    }

    @Test
    void theAnswerDuplicateIsASuccessWithoutAnOffset() throws Exception {
        String topic = broker.direct().createTopic("duplicate");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule told = proxy.add(produceOf(topic), Trigger.once(), Action.answer(Errors.DUPLICATE_SEQUENCE_NUMBER));

            RecordMetadata metadata = await(producer.send("never stored"));

            assertThat(metadata.hasOffset()).isFalse();
            assertThat(metadata.offset()).isEqualTo(-1);
            assertThat(told.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM);
    }

    @Test
    void aFatalAnswerFailsTheRecord() throws Exception {
        String topic = broker.direct().createTopic("fatal");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule told = proxy.add(produceOf(topic), Trigger.once(), Action.answer(Errors.RECORD_LIST_TOO_LARGE));

            assertThatThrownBy(() -> await(producer.send("refused")))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordBatchTooLargeException.class);
            assertThat(told.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM);
    }

    @Test
    void aDroppedRequestIsSentAgainAfterTheRequestTimeout() throws Exception {
        String topic = broker.direct().createTopic("dropped");
        try (ProxiedProducer producer = producer(topic, Map.of("request.timeout.ms", 300))) {
            Rule dropped = proxy.add(produceOf(topic), Trigger.once(), Action.dropRequest());
            Rule again = proxy.add(produceOf(topic), Trigger.always(), Action.forward());
            long begin = System.nanoTime();

            await(producer.send("again"));

            assertThat(since(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(dropped.fired()).isEqualTo(1);
            assertThat(again.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM, "again");
    }

    @Test
    void aDroppedRequestWithoutAcksIsASilentLoss() throws Exception {
        String topic = broker.direct().createTopic("acks-0");
        try (ProxiedProducer producer = producer(topic, Map.of("acks", "0"))) {
            awaitLog(topic, 1); // Without acks an acknowledged record may still be on its way.
            Rule dropped = proxy.add(produceOf(topic), Trigger.onCall(2), Action.dropRequest());

            for (String value : List.of("one", "two", "three")) {
                assertThat(await(producer.send(value)).hasOffset()).isFalse();
            }
            awaitLog(topic, 3);
            assertThat(dropped.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM, "one", "three");
    }

    @Test
    void requestsWithoutAcksLeaveLaterAnswersInOrder() throws Exception {
        String topic = broker.direct().createTopic("acks-0");
        Map<String, Object> oftenAsking = Map.of("acks", "0", "metadata.max.age.ms", 20);
        List<String> sent = new ArrayList<>(List.of(WARM));
        try (ProxiedProducer producer = producer(topic, oftenAsking)) {
            Rule asked = proxy.add(Match.api(ApiKeys.METADATA).client(topic), Trigger.always(), Action.forward());
            Rule connected =
                    proxy.add(Match.api(ApiKeys.API_VERSIONS).client(topic), Trigger.always(), Action.forward());
            while (asked.fired() < 5) {
                sent.add("record-" + sent.size());
                await(producer.send(sent.get(sent.size() - 1)));
            }
            awaitLog(topic, sent.size());
            assertThat(connected.fired())
                    .as("an answer out of order would end the connection")
                    .isZero();
        }
        assertThat(log(topic)).isEqualTo(sent);
    }

    @Test
    void aDelayedRequestIsLateByThatMuch() throws Exception {
        String topic = broker.direct().createTopic("delay");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule delayed = proxy.add(produceOf(topic), Trigger.once(), Action.delay(Duration.ofMillis(150)));
            long begin = System.nanoTime();

            await(producer.send("late"));

            assertThat(since(begin)).isBetween(Duration.ofMillis(150), SOON);
            assertThat(delayed.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM, "late");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void everyRoundTripIsLongerByWhatIsAdded(int millis) throws Exception {
        String topic = broker.direct().createTopic("round-trip");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            proxy.roundTrip(Duration.ofMillis(millis));
            long begin = System.nanoTime();
            for (int each = 0; each < 10; each++) {
                await(producer.send("record"));
            }

            assertThat(since(begin)).isBetween(Duration.ofMillis(10L * millis), SOON);
        }
    }

    @Test
    void aHeldRequestIsNotStoredBeforeItsRelease() throws Exception {
        String topic = broker.direct().createTopic("hold");
        Hold hold = new Hold();
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule held = proxy.add(produceOf(topic), Trigger.once(), Action.hold(hold));
            Future<RecordMetadata> future = producer.send("held");
            hold.awaitHeld(SOON);
            assertThat(log(topic)).containsExactly(WARM);
            assertThat(future).isNotDone();

            hold.release();

            assertThat(await(future).offset()).isEqualTo(1);
            assertThat(held.fired()).isEqualTo(1);
        }
        assertThat(log(topic)).containsExactly(WARM, "held");
    }

    @Test
    void aHeldRequestIsStoredAfterItsProducerHasGone() throws Exception {
        String topic = broker.direct().createTopic("hold-gone");
        Hold hold = new Hold();
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            proxy.add(produceOf(topic), Trigger.once(), Action.hold(hold));
            producer.send("held");
            hold.awaitHeld(SOON);
        }
        assertThat(log(topic)).containsExactly(WARM);

        hold.release();

        awaitLog(topic, 2);
        assertThat(log(topic)).containsExactly(WARM, "held");
    }

    @Test
    void aRecordWhoseAnswerIsHeldIsStoredWhileItsSendFails() throws Exception {
        String topic = broker.direct().createTopic("hold-answer");
        Hold hold = new Hold();
        Map<String, Integer> impatient = Map.of("request.timeout.ms", 300, "delivery.timeout.ms", 300, "linger.ms", 0);
        try (ProxiedProducer producer = producer(topic, impatient)) {
            Rule held = proxy.add(produceOf(topic), Trigger.once(), Action.holdAnswer(hold));
            Future<RecordMetadata> future = producer.send("stored");
            hold.awaitHeld(SOON);
            assertThat(log(topic)).containsExactly(WARM, "stored");

            assertThatThrownBy(() -> await(future)).hasCauseInstanceOf(TimeoutException.class);
            assertThat(held.fired()).isEqualTo(1);
        } finally {
            hold.release();
        }
        assertThat(log(topic)).containsExactly(WARM, "stored");
    }

    @Test
    void aResetProducerConnectsAgainAndSendsAgain() throws Exception {
        String topic = broker.direct().createTopic("reset");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule connected =
                    proxy.add(Match.api(ApiKeys.API_VERSIONS).client(topic), Trigger.always(), Action.forward());
            Rule reset = proxy.add(produceOf(topic), Trigger.times(2), Action.reset());

            await(producer.send("third time"));

            assertThat(reset.fired()).isEqualTo(2);
            assertThat(connected.fired()).isEqualTo(2);
        }
        assertThat(log(topic)).containsExactly(WARM, "third time");
    }

    @Test
    void aTaskRunsBeforeItsRequestIsPassedOn() throws Exception {
        String topic = broker.direct().createTopic("run");
        List<List<String>> seen = new ArrayList<>();
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            Rule ran = proxy.add(produceOf(topic), Trigger.once(), Action.run(() -> seen.add(log(topic))));

            await(producer.send("after the task"));

            assertThat(ran.fired()).isEqualTo(1);
        }
        assertThat(seen).containsExactly(List.of(WARM));
        assertThat(log(topic)).containsExactly(WARM, "after the task");
    }

    @Test
    void aCutIsHealedByTheClients() throws Exception {
        String topic = broker.direct().createTopic("cut");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            assertThat(proxy.cut()).isPositive();

            await(producer.send("after the cut"));
        }
        assertThat(log(topic)).containsExactly(WARM, "after the cut");
    }

    @Test
    void manyConnectionsAndMegabytesPassIntact() throws Exception {
        String topic = broker.direct().createTopic("megabytes");
        List<ProxiedProducer> producers = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        try {
            List<Future<RecordMetadata>> futures = new ArrayList<>();
            for (int each = 0; each < 20; each++) {
                producers.add(producer(topic, Map.of("batch.size", 500_000, "linger.ms", 5)));
                sent.add(WARM);
            }
            for (int each = 0; each < 800; each++) {
                String value = each + "-" + Integer.toString(each % 10).repeat(10_000);
                sent.add(value);
                futures.add(producers.get(each % producers.size()).send(value));
            }
            for (Future<RecordMetadata> future : futures) {
                await(future);
            }
        } finally {
            producers.forEach(ProxiedProducer::close);
        }
        assertThat(log(topic).stream()
                        .sorted()
                        .toList()
                        .equals(sent.stream().sorted().toList()))
                .as("what is in the log is what was sent")
                .isTrue();
    }

    @Test
    void aReaderBehindTheProxyReadsWhatIsThere() throws Exception {
        String topic = broker.direct().createTopic("reader");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            await(producer.send("one"));
            Rule fetched = proxy.add(Match.api(ApiKeys.FETCH), Trigger.always(), Action.forward());

            assertThat(new TopicLog(broker.proxiedServers(), topic).values()).containsExactly(WARM, "one");
            assertThat(fetched.fired()).isPositive();
        }
    }

    private static ProxiedProducer producer(String topic, Map<String, ?> config) throws Exception {
        return new ProxiedProducer(broker, topic, config);
    }

    private static Match produceOf(String clientId) {
        return Match.api(ApiKeys.PRODUCE).client(clientId);
    }

    private static List<Future<RecordMetadata>> sendTen(ProxiedProducer producer) {
        return IntStream.range(0, 10)
                .mapToObj(each -> producer.send("record-" + each))
                .toList();
    }

    private static List<String> log(String topic) {
        return broker.direct().log(topic).values();
    }

    private static void awaitLog(String topic, int size) {
        Awaitility.await().atMost(SOON).until(() -> log(topic).size() >= size);
    }

    private static List<String> twiceIn(String topic) {
        Map<String, Integer> times = new HashMap<>();
        log(topic).forEach(value -> times.merge(value, 1, Integer::sum));
        return times.keySet().stream().filter(value -> times.get(value) == 2).toList();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
