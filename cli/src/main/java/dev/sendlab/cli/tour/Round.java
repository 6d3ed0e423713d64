package dev.sendlab.cli.tour;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.cli.tour.Orders.Order;
import dev.sendlab.lineup.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All patterns side by side, each on a thread of its own, with the same orders, through the same weather. */
final class Round {

    /** One of each kind: the others join, bound or park, and lose what these lose. */
    static final List<Pattern> PATTERNS =
            List.of(Pattern.FIRE_AND_FORGET, Pattern.SYNC_SEND, Pattern.ASYNC_CALLBACK, Pattern.TRANSACTIONAL_SEND);

    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final PrivateBroker broker;
    private final List<Order> orders;
    private final int records;
    private final Progress progress;

    Round(PrivateBroker broker, List<Order> orders, int records, Progress progress) {
        this.broker = broker;
        this.orders = orders;
        this.records = records;
        this.progress = progress;
    }

    Map<Pattern, Counts> inHealth() {
        return run("round 1 of 2", null);
    }

    /** @throws IllegalStateException if the broker was not frozen and brought back: the round would prove nothing */
    Map<Pattern, Counts> throughTheOutage() {
        Plug plug = new Plug(broker, PATTERNS.size());
        Map<Pattern, Counts> counts = run("round 2 of 2", plug);
        if (!plug.fired()) {
            throw new IllegalStateException("the plug was not pulled");
        }
        return counts;
    }

    private Map<Pattern, Counts> run(String title, Plug plug) {
        List<PatternRun> runs = PATTERNS.stream()
                .map(pattern -> new PatternRun(pattern, broker, plug != null))
                .toList();
        send(title, runs, plug);
        Map<Pattern, Counts> counts = new EnumMap<>(Pattern.class);
        for (PatternRun run : runs) {
            progress.show(title + "  reading " + run.topic());
            counts.put(run.pattern(), run.readBack());
        }
        progress.done(title + "  sent and read back");
        return counts;
    }

    private void send(String title, List<PatternRun> runs, Plug plug) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (PatternRun run : runs) {
                sending.add(
                        threads.submit(() -> run.send(new Handout(run.topic(), orders, records, run.history(), plug))));
            }
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (!areDone(sending)) {
                progress.show(title + "  " + state(runs, plug));
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the round took longer than " + DEADLINE.toMinutes() + " min");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for a tenth of a second at most, and not even so long when one of them has failed. */
    private static boolean areDone(List<Future<?>> sending) {
        try {
            for (Future<?> pattern : sending) {
                if (pattern.isDone()) {
                    pattern.get();
                }
            }
            for (Future<?> pattern : sending) {
                pattern.get(100 / sending.size(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pattern could not go on: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String state(List<PatternRun> runs, Plug plug) {
        StringBuilder state = new StringBuilder(plug == null ? "broker up" : plug.state());
        for (PatternRun run : runs) {
            state.append("  ")
                    .append(shorter(run.pattern()))
                    .append(' ')
                    .append(run.history().sent());
        }
        return state.toString();
    }

    private static String shorter(Pattern pattern) {
        return pattern.toString().replaceFirst("-.*", "");
    }
}
