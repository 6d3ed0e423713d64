package dev.sendlab.cli.explain;

import java.util.Locale;

/** Times and sizes as people say them; nothing is rounded. */
final class Amount {

    private static final long SECOND = 1_000;

    private Amount() {}

    static String ofTime(long millis) {
        return millis >= SECOND && millis % SECOND == 0
                ? String.format(Locale.ROOT, "%,d s", millis / SECOND)
                : String.format(Locale.ROOT, "%,d ms", millis);
    }

    static String ofBytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
