package dev.sendlab.cli.tour;

import dev.sendlab.lineup.Pattern;
import java.util.Locale;
import java.util.Map;

/** The tour's tables, at most 100 columns wide, and what to learn from them. */
final class Report {

    private static final String HEAD = """
                                 the application was told               the log holds
            pattern                sent  acknowl.  failed  unknown  |    found    lost  without  failed, yet  twice
                                                                  |                  a word      written
            """;

    private Report() {}

    static String table(String title, Map<Pattern, Counts> round) {
        StringBuilder table = new StringBuilder(title).append("\n\n").append(HEAD);
        round.forEach((pattern, counts) -> table.append(row(pattern, counts)));
        return table.toString();
    }

    private static String row(Pattern pattern, Counts c) {
        return String.format(
                Locale.ROOT,
                "%-18s %,8d %,9d %,7d %,8d  | %,8d %,7d %,8d %,12d %,6d%n",
                pattern,
                c.sent(),
                c.acknowledged(),
                c.failed(),
                c.unknown(),
                c.found(),
                c.lost(),
                c.lostSilently(),
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
                        Locale.ROOT,
                        "lost %,d records and said nothing: use it for what nobody would miss.",
                        c.lostSilently());
            case SYNC_SEND ->
                String.format(
                        Locale.ROOT,
                        "%,d failed, %,d of them are in the log: \"failed\" is no proof of absence.",
                        c.failed(),
                        c.failedYetWritten());
            case ASYNC_CALLBACK ->
                String.format(
                        Locale.ROOT,
                        "told the fate of each record, %,d failures included; the resend is yours.",
                        c.failed());
            case TRANSACTIONAL_SEND ->
                String.format(
                        Locale.ROOT,
                        "%,d committed, %,d visible: an aborted transaction leaves nothing half done.",
                        c.acknowledged(),
                        c.found());
        };
    }
}
