package dev.sendlab.cli;

import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Topology;
import dev.sendlab.lineup.Pattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A broker to play with. */
@Command(
        name = "broker",
        description = "Start a broker, or three, to play with; Ctrl-C ends it and deletes its data.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab broker",
            "  ./sendlab broker --port 19092",
            "  ./sendlab broker --topology controller-and-three",
            "  ./sendlab broker --time"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the times were printed",
            "1:the broker did not start, or ended by itself",
            "2:wrong usage",
            "130:Ctrl-C"
        })
final class BrokerCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 9092;
    private static final int STARTS = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            description =
                    "The port of the first broker, on 127.0.0.1 only (default: 9092 if it is free, else another).")
    private Integer port;

    @Option(
            names = "--topology",
            paramLabel = "T",
            defaultValue = "one",
            description = "Which nodes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Topology topology;

    @Option(names = "--time", description = "Start it ten times, one after the other, and print how soon it was ready.")
    private boolean time;

    @Override
    public Integer call() throws InterruptedException {
        return time ? measure() : play();
    }

    private int play() throws InterruptedException {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new ParameterException(spec.commandLine(), port + " is not a port: name one from 1 to 65535");
        }
        if (port != null && !isFree(port)) {
            throw new ParameterException(spec.commandLine(), "port " + port + " is taken: name another");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (PrivateCluster broker = start()) {
            out.println(broker.description());
            out.println("is ready. In another terminal:");
            out.println();
            for (Class<?> pattern : Pattern.mains()) {
                out.println("  ./sendlab main " + pattern.getSimpleName() + " " + broker.bootstrapServers());
            }
            out.println();
            for (Node node : broker.nodes()) {
                out.println(node + " is process " + node.handle());
            }
            out.println("Ctrl-C ends it and deletes its data.");
            out.flush();
            watch(broker);
            return 1;
        }
    }

    /** Whoever plays with three may kill one: the others go on. */
    private void watch(PrivateCluster cluster) throws InterruptedException {
        List<Node> left = new ArrayList<>(cluster.nodes());
        while (!left.isEmpty()) {
            Node ended = cluster.awaitEnd(left);
            left.remove(ended);
            PrintWriter err = spec.commandLine().getErr();
            err.println("sendlab: " + ended + " has ended by itself; "
                    + (left.isEmpty() ? "none is left" : left.size() + " go on"));
            err.flush();
        }
    }

    private PrivateCluster start() {
        if (port != null) {
            return PrivateCluster.start(ClusterPlan.of(topology).at(port));
        }
        if (isFree(DEFAULT_PORT)) {
            return PrivateCluster.start(ClusterPlan.of(topology).at(DEFAULT_PORT));
        }
        spec.commandLine().getErr().println("sendlab: port " + DEFAULT_PORT + " is taken, this broker gets another");
        return PrivateCluster.start(ClusterPlan.of(topology));
    }

    private int measure() {
        PrintWriter out = spec.commandLine().getOut();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            PrivateCluster broker = PrivateCluster.start(ClusterPlan.of(topology));
            times.add((System.nanoTime() - start) / 1_000_000);
            broker.close();
            out.println("ready after " + times.get(i) + " ms");
            out.flush();
        }
        times.sort(null);
        double median = (times.get(STARTS / 2 - 1) + times.get(STARTS / 2)) / 2.0;
        out.println(String.format(Locale.ROOT, "median of %d: %.0f ms", STARTS, median));
        return 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
