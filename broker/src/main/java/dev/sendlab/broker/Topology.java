package dev.sendlab.broker;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which nodes a private cluster has. Brokers are numbered from 1. */
public enum Topology {

    /** One node, broker and controller in one. Replication factor 1. */
    ONE(1, false, "broker"),

    /** Three nodes, each of them broker and controller: the quorum outlives one of them, and no more. */
    THREE(3, false, "cluster of three nodes"),

    /** A controller alone, and three brokers: whatever is done to the brokers does not touch the quorum. */
    CONTROLLER_AND_THREE(3, true, "cluster of a controller and three brokers");

    static final int LONE_CONTROLLER = 10;

    private final int brokers;
    private final boolean controllerStandsAlone;
    private final String phrase;

    Topology(int brokers, boolean controllerStandsAlone, String phrase) {
        this.brokers = brokers;
        this.controllerStandsAlone = controllerStandsAlone;
        this.phrase = phrase;
    }

    /** How many brokers there are, which is also the replication factor of a topic that asks for none. */
    public int brokers() {
        return brokers;
    }

    String phrase() {
        return phrase;
    }

    /** One broker may be missing, and acks=all goes on; a cluster of one has none to spare. */
    int minInSync() {
        return brokers == 1 ? 1 : brokers - 1;
    }

    /** As a user writes it: {@code controller-and-three}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<NodePlan> plan(boolean proxied) {
        Stream<NodePlan> those = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> NodePlan.of(id, true, !controllerStandsAlone, proxied));
        Stream<NodePlan> controller =
                controllerStandsAlone ? Stream.of(NodePlan.of(LONE_CONTROLLER, false, true, false)) : Stream.empty();
        return Stream.concat(controller, those).toList();
    }
}
