package dev.sendlab.cli.run;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An open loop: the n-th record is due at its own time, however late the ones before it were. What was held up is caught
 * up with, instead of passing for a slower rate that was asked for.
 */
final class Pace {

    /** How soon a stop is seen. */
    private static final long SLICE = 50_000_000;

    private final double nanosPerRecord;
    private long start;

    /** @param recordsPerSecond 0 for as fast as it goes */
    Pace(double recordsPerSecond) {
        this.nanosPerRecord = recordsPerSecond == 0 ? 0 : 1e9 / recordsPerSecond;
    }

    /** @return nanoseconds from the first record until that one is due */
    long due(long record) {
        return (long) (nanosPerRecord * (record - 1));
    }

    /**
     * Returns when it is due, or at once when it may not come any more.
     *
     * @param record from 1
     */
    void await(long record, BooleanSupplier isStopped) {
        if (nanosPerRecord == 0) {
            return;
        }
        if (record == 1) {
            start = System.nanoTime();
        }
        long due = start + due(record);
        long left = due - System.nanoTime();
        while (left > 0 && !isStopped.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(left, SLICE));
            left = due - System.nanoTime();
        }
    }
}
