package dev.sendlab.cli.run;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says where a run is: several times a second on a terminal, every few seconds elsewhere. */
final class Progress {

    private static final long REDRAWN_MS = 250;
    private static final long LINES_MS = 5_000;
    private static final long FIRST_LINE_MS = 1_000;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sendlab-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Ledger ledger;
    private final Messages messages;
    private final long started = System.nanoTime();

    Progress(Ledger ledger, Messages messages) {
        this.ledger = ledger;
        this.messages = messages;
        boolean redraws = messages.redraws();
        clock.scheduleAtFixedRate(
                this::show,
                redraws ? REDRAWN_MS : FIRST_LINE_MS,
                redraws ? REDRAWN_MS : LINES_MS,
                TimeUnit.MILLISECONDS);
    }

    private void show() {
        Counts counts = ledger.counts(0);
        double seconds = (System.nanoTime() - started) / 1e9;
        messages.progress(String.format(
                Locale.ROOT,
                "after %.0f s: sent %,d, acknowledged %,d, failed %,d, under way %,d",
                seconds,
                counts.sent(),
                counts.acknowledged(),
                counts.failed(),
                counts.unknown()));
    }

    void close() {
        clock.shutdownNow();
        messages.wipe();
    }
}
