package dev.sendlab.broker.proxy;

import static dev.sendlab.broker.proxy.ProxiedProducer.WARM;
import static dev.sendlab.broker.proxy.ProxiedProducer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.TopicLog;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer experiences behind the proxy, and what is in the log. */
@BrokerTest(proxied = true, asSet = true)
class FrameProxyIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private PrivateBroker broker;
    private FrameProxy proxy;

    @BeforeEach
    void behindTheProxy(PrivateBroker proxied) {
        broker = proxied;
        proxy = proxied.proxy();
    }

    @Test
    void aFatalAnswerFailsTheRecord() throws Exception {
        String topic = broker.createTopic("fatal");
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
        String topic = broker.createTopic("dropped");
        try (ProxiedProducer producer = producer(topic, Map.of("request.timeout.ms", 1_000))) {
            Rule dropped = proxy.add(produceOf(topic), Trigger.once(), Action.dropRequest());
            Rule again = proxy.add(produceOf(topic), Trigger.always(), Action.forward());
            long begin = System.nanoTime();

            await(producer.send("again"));

            assertThat(since(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(1_000));
            assertThat(dropped.fired()).isEqualTo(1);
            assertThat(again.fired()).isPositive();
        }
        assertThat(log(topic)).containsExactly(WARM, "again");
    }

    @Test
    void aDroppedRequestWithoutAcksIsASilentLoss() throws Exception {
        String topic = broker.createTopic("acks-0");
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
        String topic = broker.createTopic("acks-0");
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
        String topic = broker.createTopic("delay");
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
        String topic = broker.createTopic("round-trip");
        try (ProxiedProducer producer = producer(topic, Map.of("linger.ms", 0))) {
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
        String topic = broker.createTopic("hold");
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
        String topic = broker.createTopic("hold-gone");
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
        String topic = broker.createTopic("hold-answer");
        Hold hold = new Hold();
        Map<String, Integer> impatient =
                Map.of("request.timeout.ms", 2_000, "delivery.timeout.ms", 2_000, "linger.ms", 0);
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
        String topic = broker.createTopic("reset");
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
        String topic = broker.createTopic("run");
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
        String topic = broker.createTopic("cut");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            assertThat(proxy.cut()).isPositive();

            await(producer.send("after the cut"));
        }
        assertThat(log(topic)).containsExactly(WARM, "after the cut");
    }

    @Test
    void manyConnectionsAndMegabytesPassIntact() throws Exception {
        String topic = broker.createTopic("megabytes");
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
        String topic = broker.createTopic("reader");
        try (ProxiedProducer producer = producer(topic, Map.of())) {
            await(producer.send("one"));
            Rule fetched = proxy.add(Match.api(ApiKeys.FETCH), Trigger.always(), Action.forward());

            assertThat(new TopicLog(broker.bootstrapServers(), topic).values()).containsExactly(WARM, "one");
            assertThat(fetched.fired()).isPositive();
        }
    }

    private ProxiedProducer producer(String topic, Map<String, ?> config) throws Exception {
        return new ProxiedProducer(broker, topic, config);
    }

    private static Match produceOf(String clientId) {
        return Match.api(ApiKeys.PRODUCE).client(clientId);
    }

    private List<String> log(String topic) {
        return broker.log(topic).values();
    }

    private void awaitLog(String topic, int size) {
        Awaitility.await().atMost(SOON).until(() -> log(topic).size() >= size);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
