package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies in its second transaction, and its successor has the same transactional id. */
@BrokerTest(value = "group.min.session.timeout.ms=500", proxied = true)
class ConsumeTransformProduceKilledIT {

    private static final List<String> CALLS = List.of(
            "before beginTransaction 2",
            "after beginTransaction 2",
            "before send 6",
            "after send 6",
            "before sendOffsetsToTransaction 2",
            "after sendOffsetsToTransaction 2",
            "before commitTransaction 2",
            "after commitTransaction 2");

    private static final String ANSWER_LOST = "while the answer to commit 2 is on its way";
    private static final String COMMIT_LATE = "while commit 2 is on its way";

    private final Hold answer = new Hold();
    private final Hold request = new Hold();

    /** {@code -Dsendlab.kills=20} repeats it. */
    static IntStream times() {
        return IntStream.rangeClosed(1, Integer.getInteger("sendlab.kills", 1));
    }

    @ParameterizedTest
    @MethodSource("times")
    void killedAtAnyStepAndRestartedItHasCopiedEachInputOnce(int time, PrivateBroker broker) {
        List<String> moments = new ArrayList<>(CALLS);
        moments.addAll(List.of(ANSWER_LOST, COMMIT_LATE));
        Job job = Job.on(broker, 1, moments.size(), Map.of());
        job.fill(12, 4);
        hold(broker, ANSWER_LOST, Action.holdAnswer(answer));
        hold(broker, COMMIT_LATE, Action.hold(request));
        try (Instances instances = Instances.transforming(job, moments)) {
            instances.awaitStopped(CALLS);
            answer.awaitHeld(Duration.ofSeconds(20));
            request.awaitHeld(Duration.ofSeconds(20));
            instances.kill();
        }

        moments.forEach(moment -> restart(job.part(moments.indexOf(moment)), moment));

        job.log(job.output()).awaitSettled();
        List<String> inputs = job.log(job.input()).values();
        Map<String, List<String>> expected = new TreeMap<>();
        moments.forEach(moment -> expected.put(moment, inputs));
        assertThat(byMoment(moments, job.log(job.output()).readCommitted())).isEqualTo(expected);
        // The control arm: what the dead one has sent is there, and only its transaction hides it.
        assertThat(byMoment(moments, job.log(job.output()).readUncommitted()).get("after send 6"))
                .startsWith("0", "1", "2", "3", "4", "5")
                .endsWith(inputs.subList(4, 12).toArray(String[]::new));
    }

    /** On its second commit. */
    private static void hold(PrivateBroker broker, String moment, Action action) {
        broker.proxy().add(Match.api(ApiKeys.END_TXN).client(moment), Trigger.onCall(2), action);
    }

    private void restart(Job job, String moment) {
        try (Transforming restarted = new Transforming(job, Instances.CONSUMER)) {
            if (moment.equals(COMMIT_LATE)) {
                // Too late: the successor has a newer epoch.
                request.release();
            }
            restarted.drain();
        }
    }

    private static Map<String, List<String>> byMoment(
            List<String> moments, List<ConsumerRecord<String, String>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        Job.byPartition(records).forEach((partition, copied) -> values.put(moments.get(partition), copied));
        return values;
    }
}
