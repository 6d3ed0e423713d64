package dev.sendlab.broker.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.BrokerSetting.Kind;
import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.LentClusters.Lent;
import org.junit.jupiter.api.Test;

/** What one test class leaves to the next. */
class LentClustersIT {

    private static final ClusterPlan PLAN = ClusterPlan.of(Topology.ONE);

    @Test
    void whatWasGivenBackDeadIsLentAliveAndWhatIsOutIsNotLent() {
        try (LentClusters clusters = new LentClusters()) {
            Lent first = clusters.lend(PLAN, Kind.PROCESS);
            PrivateCluster cluster = first.cluster();
            cluster.broker(1).kill();
            first.close();

            Lent second = clusters.lend(PLAN, Kind.PROCESS);
            assertThat(second.cluster()).isSameAs(cluster);
            assertThat(cluster.broker(1).isRunning()).isTrue();
            cluster.createTopic("alive");

            assertThat(clusters.lend(PLAN, Kind.PROCESS).cluster()).isNotSameAs(cluster);
            second.close();
            assertThat(clusters.lend(PLAN.proxied(), Kind.PROCESS).cluster()).isNotSameAs(cluster);
        }
    }
}
