package dev.sendlab.docs.atlas;

import java.util.Comparator;
import java.util.Map;

/**
 * An error as a test has seen it: one line of {@code error-atlas.tsv}, which the broker's JUnit support writes.
 *
 * @param error the class; empty if nothing ever comes
 * @param channel by which way it came
 * @param thread {@code IO} or {@code CALLER}
 * @param isRetriable whether it is a {@code RetriableException}
 * @param written whether the record may be in the log
 * @param advice what to do
 * @param test the class
 * @param method its method
 * @param room where the test lives
 */
record SeenError(
        String error,
        String channel,
        String thread,
        boolean isRetriable,
        String written,
        String advice,
        String test,
        String method,
        String room)
        implements Comparable<SeenError> {

    private static final Map<String, String> CHANNELS = Map.of(
            "SEND", "thrown by `send()`",
            "FUTURE", "the future",
            "GET", "thrown by `get(deadline)`",
            "CALLBACK", "the callback",
            "INIT", "thrown by `initTransactions()`",
            "COMMIT", "thrown by `commitTransaction()`",
            "ABORT", "thrown by `abortTransaction()`",
            "FLUSH", "thrown by `flush()`",
            "NOTHING", "nothing comes, ever");

    private static final Map<String, String> WRITTEN =
            Map.of("NO", "no", "MAYBE", "yes, it may", "ABORTED", "aborted: not for read_committed");

    /** Those of one way together, in the order in which an application meets them. */
    private static final Comparator<SeenError> ORDER = Comparator.comparing((SeenError seen) ->
                    "SEND FUTURE GET CALLBACK FLUSH NOTHING INIT COMMIT ABORT".indexOf(seen.channel()))
            .thenComparing(SeenError::error)
            .thenComparing(SeenError::advice)
            .thenComparing(SeenError::method);

    /** @return the build that wrote it */
    static String buildOf(String line) {
        return line.split("\t", 2)[0];
    }

    static SeenError parse(String line, String room) {
        String[] cells = line.split("\t", -1);
        return new SeenError(
                cells[1],
                cells[2],
                cells[3],
                Boolean.parseBoolean(cells[4]),
                cells[5],
                cells[6],
                cells[7],
                cells[8],
                room);
    }

    /** A row of the page's table. */
    String row() {
        String outermost = test.split("\\$", 2)[0];
        String link = "../" + room + "/src/test/java/" + outermost.replace('.', '/') + ".java";
        return "| " + (error.isEmpty() ? "none" : "`" + error.substring(error.lastIndexOf('.') + 1) + "`") + " | "
                + CHANNELS.get(channel) + " | "
                + (channel.equals("NOTHING") ? "" : thread.equals("IO") ? "an I/O thread" : "the caller's") + " | "
                + (isRetriable ? "yes" : "no") + " | " + WRITTEN.get(written) + " | " + advice + " | ["
                + test.substring(test.lastIndexOf('.') + 1).replace('$', '.') + "](" + link + ") |";
    }

    @Override
    public int compareTo(SeenError other) {
        return ORDER.compare(this, other);
    }
}
