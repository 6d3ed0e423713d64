package dev.sendlab.cli.run;

import java.util.Locale;

/** A summary for people: a few lines, of which the last has the shape of every main. */
final class SummaryText {

    private static final int MOST_RANGES = 20;

    private final StringBuilder text = new StringBuilder();

    private SummaryText() {}

    static String of(Summary summary) {
        SummaryText text = new SummaryText();
        text.lines(summary);
        return text.text + summary.line();
    }

    private void lines(Summary summary) {
        Counts counts = summary.counts();
        line(
                "topic",
                "%s at %s%s",
                summary.topic(),
                summary.servers(),
                summary.isPrivate() ? ", a private broker" : "");
        line("took", "%.3f s", summary.seconds());
        if (summary.isTold()) {
            line("acknowledged", "%,d records/s, %,d bytes", Math.round(summary.recordsPerSecond()), counts.bytes());
        } else {
            line("not told", "what became of a record: this pattern looks at nothing");
            line("given up", "%,d, by the client's own metric record-error-total", summary.givenUp());
        }
        if (summary.hasLatency()) {
            line("after", "p50 %.3f ms, p99 %.3f ms", counts.p50(), counts.p99());
        }
        counts.causes()
                .forEach(cause -> line(
                        "failed",
                        "%,d by %s, line %d first: %s",
                        cause.count(),
                        cause.name(),
                        cause.firstLine(),
                        cause.firstMessage()));
        if (counts.parked() > 0) {
            line("of these parked", "%,d, as dead letters", counts.parked());
        }
        if (summary.isTold() && !counts.notAcknowledged().isEmpty()) {
            line("not acknowledged", "lines %s", counts.notAcknowledged().text(MOST_RANGES));
        }
        summary.inTheLog().ifPresent(records -> line("in the log", "%,d records", records));
        summary.seed().ifPresent(seed -> line("seed", "%d", seed));
        summary.ended().ifPresent(why -> line("ended early", "%s", why));
    }

    private void line(String label, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-17s %s%n", label, String.format(Locale.ROOT, format, values)));
    }
}
