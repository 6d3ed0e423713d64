package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies in its second step of four records: at least once, and which ones twice. */
@BrokerTest("group.min.session.timeout.ms=500")
class ConsumeThenCommitKilledIT {

    /** With {@code -Dsendlab.kills=20} each is tried so often. */
    static Stream<Arguments> moments() {
        return IntStream.range(0, Integer.getInteger("sendlab.kills", 1))
                .boxed()
                .flatMap(again -> Stream.of(
                        Arguments.of(1, "before send 6", 1),
                        Arguments.of(1, "after send 6", 2),
                        Arguments.of(1, "before commitSync 2", 4),
                        Arguments.of(1, "after commitSync 2", 0),
                        Arguments.of(4, "before commitSync 2", 4)));
    }

    /** Twice is what was acknowledged and not committed, and nothing else. */
    @ParameterizedTest
    @MethodSource("moments")
    void afterAKillItCopiesAgainWhatItHadNotCommittedAndNothingIsMissing(
            int workers, String moment, int twice, PrivateBroker broker) throws Exception {
        Job job = Job.on(broker, 1);
        job.fill(12, 4);
        try (Instance instance = Instance.committing(job, workers, moment)) {
            assertThat(instance.awaitEnd()).as(instance::output).isEqualTo(PowerCut.EXIT);
        }
        List<String> copied = job.log(job.output()).values();
        int committed = job.committed().get(0).intValue();
        assertThat(copied).hasSize(committed + twice);

        try (Committing restarted = new Committing(job, Instance.CONSUMER)) {
            restarted.drain();
        }

        List<String> inputs = job.log(job.input()).values();
        List<String> expected = new ArrayList<>(copied);
        expected.addAll(inputs.subList(committed, 12));
        assertThat(job.log(job.output()).values()).isEqualTo(expected).containsAll(inputs);
        assertThat(job.committed()).isEqualTo(Map.of(0, 12L));
    }
}
