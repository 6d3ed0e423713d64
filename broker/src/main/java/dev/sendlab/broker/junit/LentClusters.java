package dev.sendlab.broker.junit;

import dev.sendlab.broker.BrokerSetting.Kind;
import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateCluster;
import java.util.ArrayList;
import java.util.List;

/**
 * The private clusters of this JVM. A test class has one for itself for as long as it runs; then the next one that wants the
 * same plan gets it, healed. To start a broker costs more than most tests do. Topics, groups and transactional ids of
 * the class before are still there, so those of each test have names of their own.
 */
final class LentClusters implements AutoCloseable {

    private final List<Lent> all = new ArrayList<>();

    /** A cluster that has this plan, with every node running: one that nobody has now, or a new one. */
    Lent lend(ClusterPlan plan, Kind kind) {
        Lent lent = idle(plan, kind);
        if (lent == null) {
            lent = new Lent(plan, kind, PrivateCluster.start(plan, kind.host()));
            add(lent);
        } else {
            heal(lent.cluster);
        }
        return lent;
    }

    /** What is paused goes on, what is cut off is connected, what is dead is started; returns when all are ready. */
    static void heal(PrivateCluster cluster) {
        cluster.nodes().stream().filter(Node::isRunning).forEach(Node::resume);
        cluster.nodes().stream().filter(Node::isRunning).forEach(Node::reconnect);
        cluster.restart();
    }

    private synchronized Lent idle(ClusterPlan plan, Kind kind) {
        for (Lent lent : all) {
            if (!lent.isOut && lent.kind == kind && lent.plan.equals(plan)) {
                lent.isOut = true;
                return lent;
            }
        }
        return null;
    }

    private synchronized void add(Lent lent) {
        all.add(lent);
    }

    private synchronized void back(Lent lent) {
        lent.isOut = false;
    }

    @Override
    public synchronized void close() {
        RuntimeException failed = null;
        for (Lent lent : all) {
            try {
                lent.cluster.close();
            } catch (RuntimeException e) { // The others must be closed all the same.
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** A cluster in the hands of one test class; closing gives it back. */
    final class Lent implements AutoCloseable {

        private final ClusterPlan plan;
        private final Kind kind;
        private final PrivateCluster cluster;
        private boolean isOut = true;

        private Lent(ClusterPlan plan, Kind kind, PrivateCluster cluster) {
            this.plan = plan;
            this.kind = kind;
            this.cluster = cluster;
        }

        PrivateCluster cluster() {
            return cluster;
        }

        @Override
        public void close() {
            back(this);
        }
    }
}
