package dev.sendlab.broker.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What single frames and connections go through, in front of a stand-in that answers at once. */
class FrameProxyTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private EchoingBroker broker;
    private FrameProxy proxy;

    @BeforeEach
    void open() throws Exception {
        broker = new EchoingBroker();
        proxy = FrameProxy.open(0, broker.port());
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        broker.close();
    }

    @Test
    void withoutARuleRequestsAndAnswersPass() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2);

            assertThat(List.of(client.answer(), client.answer())).containsExactly(1, 2);
        }
        assertThat(proxy.failures()).isEmpty();
    }

    @Test
    void whatIsWatchedPassesAndIsToldWithItsAnswer() throws Exception {
        List<Exchange> told = new ArrayList<>();
        Rule watched = proxy.add(Match.any(), Trigger.onCall(2), Action.watch(told::add));
        long begin = System.nanoTime();
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2).send(3);

            assertThat(List.of(client.answer(), client.answer(), client.answer()))
                    .containsExactly(1, 2, 3);
        }
        assertThat(watched.fired()).isEqualTo(1);
        assertThat(told).singleElement().satisfies(exchange -> {
            assertThat(exchange.correlationId()).isEqualTo(2);
            assertThat(exchange.requestAt()).isBetween(begin, exchange.answerAt());
            assertThat(exchange.answerAt()).isLessThan(System.nanoTime());
            assertThat(List.of(exchange.requestBytes(), exchange.answerBytes()))
                    .allMatch(bytes -> bytes > Integer.BYTES);
        });
    }

    @Test
    void aRefusalIsGivenOnlyAfterTheAnswersToEarlierRequests() throws Exception {
        Hold hold = new Hold();
        proxy.add(Match.any(), Trigger.once(), Action.holdAnswer(hold));
        Rule refused = proxy.add(Match.any(), Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS));
        Rule third = proxy.add(Match.any(), Trigger.once(), Action.forward());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2).send(3);
            hold.awaitHeld(SOON);
            assertThat(List.of(broker.next(), broker.next())).containsExactly(1, 3);
            assertThat(refused.fired()).isEqualTo(1);
            assertThat(third.fired()).isEqualTo(1);
            assertThat(client.hasAnswer()).isFalse();

            hold.release();

            assertThat(List.of(client.answer(), client.answer(), client.answer()))
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    void aRefusalCanWaitUntilTheNextRequestHasPassed() throws Exception {
        Hold untilTheSecond = new Hold();
        proxy.add(Match.any(), Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS, untilTheSecond));
        proxy.add(Match.any(), Trigger.once(), Action.run(untilTheSecond::release));
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2);

            assertThat(List.of(client.answer(), client.answer())).containsExactly(1, 2);
            assertThat(broker.next()).isEqualTo(2);
        }
    }

    @Test
    void aDroppedRequestNeverReachesTheBrokerAndLaterAnswersWaitBehindIt() throws Exception {
        Rule dropped = proxy.add(Match.any().nth(2), Trigger.once(), Action.dropRequest());
        Rule others = proxy.add(Match.any(), Trigger.always(), Action.forward());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2).send(3);

            assertThat(client.answer()).isEqualTo(1);
            assertThat(List.of(broker.next(), broker.next())).containsExactly(1, 3);
            assertThat(dropped.fired()).isEqualTo(1);
            assertThat(others.fired()).isEqualTo(2);
            broker.disconnectOne();
            assertThat(client.end()).isEqualTo("closed");
        }
    }

    @Test
    void theAnswerIsDroppedWhenTheBrokerHasGivenIt() throws Exception {
        Rule lost = proxy.add(Match.any().nth(2), Trigger.once(), Action.dropAnswerAndClose());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2);

            assertThat(client.answer()).isEqualTo(1);
            assertThat(client.end()).isEqualTo("closed");
            assertThat(lost.fired()).isEqualTo(1);
            assertThat(List.of(broker.next(), broker.next())).containsExactly(1, 2);
        }
    }

    @Test
    void withoutAnAnswerToDropTheRequestIsPassedOnAndTheConnectionClosed() throws Exception {
        Rule lost = proxy.add(Match.api(ApiKeys.PRODUCE), Trigger.once(), Action.dropAnswerAndClose());
        try (RawClient client = new RawClient(proxy)) {
            client.send(withoutAcks(1));

            assertThat(client.end()).isEqualTo("closed");
            assertThat(lost.fired()).isEqualTo(1);
            assertThat(List.of(broker.next(), broker.next())).containsExactly(1, -1);
        }
    }

    @Test
    void aRefusedRequestThatHasNoAnswerEndsTheConnection() throws Exception {
        Rule refused = proxy.add(Match.api(ApiKeys.PRODUCE), Trigger.once(), Action.answer(Errors.NOT_ENOUGH_REPLICAS));
        try (RawClient client = new RawClient(proxy)) {
            client.send(withoutAcks(1));

            assertThat(client.end()).isEqualTo("closed");
            assertThat(refused.fired()).isEqualTo(1);
            assertThat(broker.next()).isEqualTo(-1);
        }
    }

    @Test
    void requestsWithoutAnAnswerLeaveTheOtherAnswersInOrder() throws Exception {
        proxy.add(Match.api(ApiKeys.PRODUCE), Trigger.once(), Action.dropRequest());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(withoutAcks(2)).send(3).send(withoutAcks(4)).send(5);

            assertThat(List.of(client.answer(), client.answer(), client.answer()))
                    .containsExactly(1, 3, 5);
        }
    }

    @Test
    void aResetIsAResetAndNothingBehindItReachesTheBroker() throws Exception {
        Rule reset = proxy.add(Match.any(), Trigger.once(), Action.reset());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1);

            assertThat(client.end()).isEqualTo("reset");
            assertThat(reset.fired()).isEqualTo(1);
            assertThat(broker.next()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsWaitingBehindAResetNeverReachesTheBroker() throws Exception {
        Hold hold = new Hold();
        proxy.add(Match.any(), Trigger.once(), Action.hold(hold));
        proxy.add(Match.any(), Trigger.once(), Action.reset());
        try (RawClient client = new RawClient(proxy)) {
            client.send(1).send(2).send(3);
            hold.awaitHeld(SOON);

            hold.release();

            assertThat(List.of(broker.next(), broker.next())).containsExactly(1, -1);
        }
    }

    @Test
    void anAnswerThatNobodyAskedForEndsTheConnectionAndIsTold() throws Exception {
        broker.confuseAnswers();
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send(1).end()).isEqualTo("reset");
        }
        assertThat(proxy.failures())
                .singleElement()
                .hasToString("java.lang.IllegalStateException: the broker answered request 1001, and expected was 1");
    }

    @Test
    void aHeldRequestReachesTheBrokerAfterItsClientHasLeft() throws Exception {
        Hold hold = new Hold();
        Rule held = proxy.add(Match.any(), Trigger.once(), Action.hold(hold));
        try (RawClient client = new RawClient(proxy)) {
            client.send(1);
            hold.awaitHeld(SOON);
        }
        try (RawClient other = new RawClient(proxy)) {
            other.send(2);
            assertThat(other.answer()).isEqualTo(2);
        }
        assertThat(List.of(broker.next(), broker.next())).containsExactly(2, -1);
        assertThat(broker.nextIfAny()).isNull();

        hold.release();

        assertThat(List.of(broker.next(), broker.next())).containsExactly(1, -1);
        assertThat(held.fired()).isEqualTo(1);
        assertThat(proxy.failures()).isEmpty();
    }

    @Test
    void aHoldIsWaitedForOnlySoLong() {
        assertThatThrownBy(() -> new Hold().awaitHeld(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void pipelinedRequestsAreLateTogether() throws Exception {
        proxy.roundTrip(Duration.ofMillis(200));
        proxy.add(Match.any(), Trigger.always(), Action.delay(Duration.ofMillis(200)));
        try (RawClient client = new RawClient(proxy)) {
            long begin = System.nanoTime();
            for (int each = 1; each <= 20; each++) {
                client.send(each);
            }
            List<Integer> answers = new ArrayList<>();
            for (int each = 1; each <= 20; each++) {
                answers.add(client.answer());
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(3_000));
            assertThat(answers).isSorted().hasSize(20);
        }
    }

    @Test
    void theFirstRuleThatFiresActsAndThoseBehindItDoNotCount() throws Exception {
        Rule first = proxy.add(Match.any(), Trigger.onCall(2), Action.forward());
        Rule second = proxy.add(Match.any(), Trigger.times(2), Action.forward());
        Rule rest = proxy.add(Match.any(), Trigger.always(), Action.forward());
        try (RawClient client = new RawClient(proxy)) {
            for (int each = 1; each <= 5; each++) {
                client.send(each).answer();
            }
            assertThat(List.of(first.fired(), second.fired(), rest.fired())).containsExactly(1L, 2L, 2L);

            proxy.remove(rest);
            client.send(6).answer();
            assertThat(rest.fired()).isEqualTo(2);

            proxy.add(Match.any(), Trigger.always(), Action.reset());
            proxy.clear();
            assertThat(client.send(7).answer()).isEqualTo(7);
        }
    }

    @Test
    void aTaskThatThrowsEndsItsConnectionAndIsTold() throws Exception {
        Rule thrown = proxy.add(Match.any(), Trigger.once(), Action.run(() -> {
            throw new AssertionError("thrown on purpose by a test");
        }));
        try (RawClient client = new RawClient(proxy)) {
            client.send(1);

            assertThat(client.end()).isEqualTo("reset");
        }
        assertThat(thrown.fired()).isZero();
        assertThat(proxy.failures())
                .singleElement()
                .hasToString("java.lang.AssertionError: thrown on purpose by a test");
        assertThat(broker.next()).isEqualTo(-1);
    }

    @Test
    void aRuleThatThrowsEndsItsConnectionAndIsTold() throws Exception {
        proxy.add(Match.any(), call -> 1 / (call - 1) > 0, Action.forward());
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send(1).end()).isEqualTo("reset");
        }
        assertThat(proxy.failures()).singleElement().isInstanceOf(ArithmeticException.class);
    }

    @Test
    void whoeverDoesNotSpeakKafkaIsDisconnectedAndTold() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send("GET / HTTP/1.1\r\n\r\n".getBytes("US-ASCII"))
                            .end())
                    .isEqualTo("reset");
        }
        assertThat(proxy.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void largeFramesPassWhole() throws Exception {
        ByteBuffer payload = ByteBuffer.allocate(20_000_000);
        payload.putShort((short) 9_999).putShort((short) 0).putInt(8).putShort((short) -1);
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send(Frame.of(payload.rewind(), 0)).send(9).answer())
                    .isEqualTo(8);
            assertThat(client.answer()).isEqualTo(9);
        }
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws Exception {
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send(1).answer()).isEqualTo(1);
            broker.disconnectOne();
            assertThat(client.end()).isEqualTo("closed");
        }
        assertThat(List.of(broker.next(), broker.next())).containsExactly(1, -1);
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.send(2).answer()).isEqualTo(2);
        }
        assertThat(List.of(broker.next(), broker.next())).containsExactly(2, -1);
        assertThat(proxy.failures()).isEmpty();
    }

    @Test
    void aClientIsDisconnectedAtOnceWhileTheBrokerIsDead() throws Exception {
        broker.close();
        try (RawClient client = new RawClient(proxy)) {
            assertThat(client.end()).isEqualTo("reset");
        }
        assertThat(proxy.failures()).isEmpty();
    }

    @Test
    void aCutResetsEveryClientAndSparesThoseThatComeLater() throws Exception {
        try (RawClient one = new RawClient(proxy);
                RawClient two = new RawClient(proxy)) {
            one.send(1).answer();
            two.send(2).answer();

            assertThat(proxy.cut()).isEqualTo(2);

            assertThat(List.of(one.end(), two.end())).containsExactly("reset", "reset");
        }
        try (RawClient later = new RawClient(proxy)) {
            assertThat(later.send(3).answer()).isEqualTo(3);
        }
    }

    @Test
    void afterCloseNoThreadIsLeftWhateverWasHeld() throws Exception {
        Hold request = new Hold();
        Hold answer = new Hold();
        proxy.add(Match.any(), Trigger.once(), Action.hold(request));
        proxy.add(Match.any(), Trigger.once(), Action.holdAnswer(answer));
        proxy.add(Match.any(), Trigger.once(), Action.delay(Duration.ofHours(1)));
        try (RawClient one = new RawClient(proxy);
                RawClient two = new RawClient(proxy);
                RawClient three = new RawClient(proxy)) {
            one.send(1);
            request.awaitHeld(SOON);
            two.send(2);
            answer.awaitHeld(SOON);
            three.send(3);
            await().until(() -> threads().size() == 1 + 3 * 4);

            proxy.close();

            assertThat(threads()).isEmpty();
            assertThat(proxy.failures()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        assertThatThrownBy(() -> FrameProxy.open(proxy.port(), broker.port())).hasMessageContaining("" + proxy.port());
    }

    @Test
    void onlyTheBrokerCanSayThatAllIsWell() {
        assertThatIllegalArgumentException().isThrownBy(() -> Action.answer(Errors.NONE));
    }

    private static Frame withoutAcks(int correlationId) {
        return RequestFrames.produce(ApiKeys.PRODUCE.latestVersion(), (short) 0, correlationId);
    }

    private List<String> threads() {
        String ours = "frame-proxy-" + proxy.port() + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(ours))
                .toList();
    }
}
