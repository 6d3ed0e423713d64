package dev.sendlab.cli.tour;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.cli.tour.Orders.Order;
import dev.sendlab.lineup.Pattern;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows all patterns side by side, first on a broker that is well, then through an outage, and checks itself. */
@Command(
        name = "tour",
        description =
                "Send the same orders with every pattern, freeze the broker, and see what was told and what is true.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab tour",
            "  ./sendlab tour --input my-orders.txt",
            "",
            "Starts a private broker and needs nothing else. A thousand records take well under a minute."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant holds", "1:one does not, or the tour could not go on", "2:wrong usage"})
public final class TourCommand implements Callable<Integer> {

    private static final int FEWEST = 100;
    private static final int MOST = 20_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many records each pattern sends in each round, "
                    + FEWEST
                    + " to "
                    + MOST
                    + " (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "A text file in UTF-8, one record per line; from the top again when it has fewer lines than records."
                            + " The key is the field 'customer' where the line is a JSON object. Without a file: a thousand"
                            + " orders that come with sendlab.")
    private Path input;

    @Override
    public Integer call() {
        if (records < FEWEST || records > MOST) {
            throw usage("--records must be from " + FEWEST + " to " + MOST + ", not " + records);
        }
        List<Order> orders = orders();
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(spec.commandLine().getColorScheme().ansi());
        Progress progress = new Progress(System.err, Boolean.getBoolean("sendlab.terminal"));
        progress.show("starting a broker");
        try (PrivateBroker broker = PrivateBroker.start()) {
            progress.done(broker.description() + ": " + Round.PATTERNS.size() + " patterns send " + records
                    + " records each, "
                    + (input == null ? "the shipped orders" : orders.size() + " lines of " + input));
            Round round = new Round(broker, orders, records, progress);

            Map<Pattern, Counts> health = round.inHealth();
            out.println(report.table("Round 1. The broker is well.", health));
            out.flush();

            Map<Pattern, Counts> outage = round.throughTheOutage();
            out.println(report.table(outageTitle(), outage));
            out.println(Report.lessons(outage));

            List<String> broken = new ArrayList<>(Invariants.brokenInHealth(health));
            broken.addAll(Invariants.brokenInTheOutage(outage));
            broken.forEach(sentence -> out.println("BROKEN: " + sentence));
            out.println(broken.isEmpty() ? "Checked: every invariant holds." : "The tour has failed.");
            return broken.isEmpty() ? 0 : 1;
        }
    }

    private static String outageTitle() {
        return "Round 2. The broker was frozen in mid-stream for " + Plug.FROZEN.toMillis()
                + " ms; a record expires after " + Plug.DELIVERY_TIMEOUT.toMillis() + " ms.";
    }

    private List<Order> orders() {
        if (input == null) {
            return Orders.shipped();
        }
        try {
            return Orders.of(input, records);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
