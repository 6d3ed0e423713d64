package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies in its second step of four records: at least once, and which ones twice. */
@BrokerTest("group.min.session.timeout.ms=500")
class ConsumeThenCommitKilledIT {

    private static final List<String> MOMENTS = List.of(
            "before send 6",
            "after send 6",
            "before commitSync 2",
            "after commitSync 2",
            "before commitSync 2 in 4 lanes");

    /** {@code -Dsendlab.kills=20} repeats it. */
    static IntStream times() {
        return IntStream.rangeClosed(1, Integer.getInteger("sendlab.kills", 1));
    }

    /** Twice is what was acknowledged and not committed, and nothing else. */
    @ParameterizedTest
    @MethodSource("times")
    void killedAndRestartedItCopiesAgainWhatItHadNotCommittedAndMissesNothing(int time, PrivateBroker broker)
            throws Exception {
        Job job = Job.on(broker, 1, MOMENTS.size(), Map.of());
        job.fill(12, 4);
        try (Instances instances = Instances.committing(job, MOMENTS)) {
            instances.awaitStopped(MOMENTS);
            instances.kill();
        }
        Map<Integer, List<String>> expected =
                Job.byPartition(job.log(job.output()).readUncommitted());
        List<String> inputs = job.log(job.input()).values();
        List<Integer> copiedTwice = new ArrayList<>();
        for (int i = 0; i < MOMENTS.size(); i++) {
            int committed = job.part(i).committed().get(0).intValue();
            copiedTwice.add(expected.get(i).size() - committed);
            expected.get(i).addAll(inputs.subList(committed, 12));
        }

        for (int i = 0; i < MOMENTS.size(); i++) {
            try (Committing restarted = new Committing(job.part(i), Instances.CONSUMER)) {
                restarted.drain();
            }
        }

        assertThat(copiedTwice).containsExactly(1, 2, 4, 0, 4);
        Map<Integer, List<String>> copied =
                Job.byPartition(job.log(job.output()).readUncommitted());
        assertThat(copied).isEqualTo(expected);
        assertThat(copied.values()).allSatisfy(values -> assertThat(values).containsAll(inputs));
    }
}
