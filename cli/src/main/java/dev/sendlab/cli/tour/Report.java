package dev.sendlab.cli.tour;

import dev.sendlab.lineup.Pattern;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The tour's tables, at most 100 columns wide, and what to learn from them. */
final class Report {

    private static final String COLUMNS = "%-18s %6s %12s %6s %7s   %6s %6s %9s %10s %6s%n";
    private static final String NUMBERS = "%-18s %,6d %,12d %,6d %,7d   %,6d %,6d %9s %,10d %,6d%n";
    private static final String HEAD =
            String.format("%-18s   %-31s     %s%n", "", "the application was told", "a reader finds")
                    + String.format("%-18s   %s     %s%n", "", "-".repeat(31), "-".repeat(39))
                    + String.format(COLUMNS, "", "", "", "", "", "", "", "of these", "failed,", "")
                            .stripTrailing()
                    + "\n"
                    + String.format(
                            COLUMNS,
                            "pattern",
                            "sent",
                            "acknowledged",
                            "failed",
                            "unknown",
                            "found",
                            "lost",
                            "silently",
                            "yet there",
                            "twice");

    private final Ansi ansi;

    /** @param ansi whether a silent loss may be set in red */
    Report(Ansi ansi) {
        this.ansi = ansi;
    }

    String table(String title, Map<Pattern, Counts> round) {
        StringBuilder table = new StringBuilder(title).append("\n\n").append(HEAD);
        round.forEach((pattern, counts) -> table.append(row(pattern, counts)));
        return table.toString();
    }

    private String row(Pattern pattern, Counts c) {
        String silently = String.format(Locale.ROOT, "%,9d", c.lostSilently());
        return String.format(
                Locale.ROOT,
                NUMBERS,
                pattern,
                c.sent(),
                c.acknowledged(),
                c.failed(),
                c.unknown(),
                c.found(),
                c.lost(),
                c.lostSilently() == 0 ? silently : ansi.string("@|bold,red " + silently + "|@"),
                c.failedYetWritten(),
                c.duplicates());
    }

    /** One sentence for each pattern about the outage that it has just been through. */
    static String lessons(Map<Pattern, Counts> outage) {
        StringBuilder lessons = new StringBuilder();
        outage.forEach((pattern, counts) ->
                lessons.append(String.format(Locale.ROOT, "%-18s %s%n", pattern, lesson(pattern, counts))));
        return lessons.toString();
    }

    private static String lesson(Pattern pattern, Counts c) {
        return switch (pattern) {
            case FIRE_AND_FORGET ->
                String.format(
                        Locale.ROOT, "lost %,d and said nothing: use it for what nobody would miss.", c.lostSilently());
            case SYNC_SEND ->
                String.format(
                        Locale.ROOT,
                        "failed: %,d, in the log: %,d. It waits: an outage finds little under way.",
                        c.failed(),
                        c.failedYetWritten());
            case ASYNC_CALLBACK ->
                String.format(
                        Locale.ROOT,
                        "failed: %,d, in the log: %,d. It loses too, but it tells which.",
                        c.failed(),
                        c.failedYetWritten());
            case TRANSACTIONAL_SEND ->
                String.format(
                        Locale.ROOT,
                        "committed: %,d, seen by read_committed: %,d. What it aborted is not.",
                        c.acknowledged(),
                        c.found());
            default -> throw new IllegalArgumentException(pattern + " is not in the tour");
        };
    }
}
