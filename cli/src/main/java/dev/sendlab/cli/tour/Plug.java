package dev.sendlab.cli.tour;

import dev.sendlab.broker.PrivateBroker;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The outage: once every pattern stands in the middle of its round, the broker is frozen (SIGSTOP) for longer than the
 * delivery timeout, then goes on. The kernel keeps its connections open meanwhile and takes bytes for it.
 */
final class Plug {

    /** What a record may wait in the round of the outage. Two minutes are right in production, and too long here. */
    static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(2_500);

    static final Duration FROZEN = Duration.ofMillis(4_000);

    private final PrivateBroker broker;
    private final CyclicBarrier everybodyInTheMiddle;
    private volatile boolean pulled;
    private volatile boolean back;

    Plug(PrivateBroker broker, int patterns) {
        this.broker = broker;
        this.everybodyInTheMiddle = new CyclicBarrier(patterns, this::pull);
    }

    /** Waits for the other patterns, and returns when the broker is frozen. */
    void awaitPulled() {
        try {
            everybodyInTheMiddle.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the plug was pulled", e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("a pattern did not reach the middle of its round", e);
        }
    }

    /** For the progress line. */
    String state() {
        return !pulled ? "broker up" : back ? "broker back" : "BROKER FROZEN";
    }

    /** Whether the outage happened at all. */
    boolean fired() {
        return pulled && back;
    }

    private void pull() {
        broker.pause();
        pulled = true;
        CompletableFuture.delayedExecutor(FROZEN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    broker.resume();
                    back = true;
                });
    }
}
