package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.FrameProxy;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies in its second transaction, and its successor has the same transactional id. */
@BrokerTest(value = "group.min.session.timeout.ms=500", proxied = true)
class ConsumeTransformProduceKilledIT {

    private Job job;

    @BeforeEach
    void fill(PrivateBroker broker) {
        broker.proxy().clear();
        job = Job.on(broker, 2);
        job.fill(12, 4);
    }

    /** With {@code -Dsendlab.kills=20} each is tried so often. */
    static Stream<String> moments() {
        return IntStream.range(0, Integer.getInteger("sendlab.kills", 1))
                .boxed()
                .flatMap(again -> Stream.of(
                        "before beginTransaction 2",
                        "after beginTransaction 2",
                        "before send 6",
                        "after send 6",
                        "before sendOffsetsToTransaction 2",
                        "after sendOffsetsToTransaction 2",
                        "before commitTransaction 2",
                        "after commitTransaction 2"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void killedAtAnyStepItHasCopiedEachInputOnceAfterARestart(String moment) throws Exception {
        killedAt(moment);

        restartAndDrain();

        assertEachInputOnce();
    }

    /** The control arm: what the dead one has sent is there, and only its transaction hides it. */
    @Test
    void aReadUncommittedReaderSeesInputsTwice() throws Exception {
        killedAt("after send 6");

        restartAndDrain();

        assertEachInputOnce();
        assertThat(job.log(job.output()).values())
                .hasSizeGreaterThan(12)
                .containsAll(job.log(job.input()).values());
    }

    @Test
    void killedWhileTheAnswerToItsCommitIsOnTheWayItHasCopiedEachInputOnce(PrivateBroker broker) throws Exception {
        Hold answer = new Hold();
        secondCommit(broker.proxy(), Action.holdAnswer(answer));
        try (Instance instance = Instance.transforming(job)) {
            answer.awaitHeld(Duration.ofSeconds(30));
            instance.kill();
        }

        restartAndDrain();

        answer.release();
        assertEachInputOnce();
    }

    /** The successor has a newer epoch: the commit of the dead one comes too late to be carried out. */
    @Test
    void killedWhileItsCommitIsOnTheWayItHasCopiedEachInputOnce(PrivateBroker broker) throws Exception {
        Hold request = new Hold();
        secondCommit(broker.proxy(), Action.hold(request));
        try (Instance instance = Instance.transforming(job)) {
            request.awaitHeld(Duration.ofSeconds(30));
            instance.kill();
        }

        try (Transforming restarted = new Transforming(job, Instance.CONSUMER)) {
            request.release();
            restarted.drain();
        }

        assertEachInputOnce();
    }

    private static void secondCommit(FrameProxy proxy, Action action) {
        proxy.add(Match.api(ApiKeys.END_TXN), Trigger.onCall(2), action);
    }

    private void killedAt(String moment) throws InterruptedException {
        try (Instance instance = Instance.transforming(job, moment)) {
            assertThat(instance.awaitEnd()).as(instance::output).isEqualTo(PowerCut.EXIT);
        }
    }

    private void restartAndDrain() {
        try (Transforming restarted = new Transforming(job, Instance.CONSUMER)) {
            restarted.drain();
        }
    }

    private void assertEachInputOnce() {
        job.log(job.output()).awaitSettled();
        assertThat(Job.byPartition(job.log(job.output()).readCommitted()))
                .isEqualTo(Job.byPartition(job.log(job.input()).readCommitted()));
    }
}
