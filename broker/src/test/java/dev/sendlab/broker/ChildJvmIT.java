package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.process.Frozen;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a broker in a child JVM has: signals, threads, a parent. */
@Timeout(60)
class ChildJvmIT {

    @Test
    void isFrozenToTheLastThreadWhenPauseReturns() {
        try (PrivateCluster cluster = PrivateCluster.start(ClusterPlan.of(Topology.ONE))) {
            Node broker = cluster.broker(1);
            long pid = Long.parseLong(broker.handle());
            assertThat(Frozen.is(pid)).isFalse();

            broker.pause();
            assertThat(Frozen.is(pid)).isTrue();

            broker.resume();
            await().until(() -> !Frozen.is(pid));
        }
    }

    @Test
    void aFailedStartShowsWhatTheBrokerSaid() {
        ClusterPlan wrong = ClusterPlan.of(Topology.ONE).with(Map.of("num.network.threads", "none"));

        assertThatThrownBy(() -> PrivateCluster.start(wrong))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("Invalid value none for configuration num.network.threads");
    }

    /** An interrupted test, or a Ctrl-C handler, must not leave a broker behind. */
    @Test
    void anInterruptedThreadCanStillCloseItsBroker() {
        PrivateCluster cluster = PrivateCluster.start(ClusterPlan.of(Topology.ONE));
        ProcessHandle broker =
                ProcessHandle.of(Long.parseLong(cluster.broker(1).handle())).orElseThrow();
        Thread.currentThread().interrupt();

        cluster.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(broker.isAlive()).isFalse();
        cluster.close();
    }

    @Test
    void hasNoNetworkToBeTakenFrom() {
        try (PrivateCluster cluster = PrivateCluster.start(ClusterPlan.of(Topology.ONE))) {
            assertThatThrownBy(cluster.broker(1)::disconnect)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("run the broker in a container");
        }
    }
}
