package dev.sendlab.cli.run;

import dev.sendlab.lineup.Told;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What was handed out and what was told of it. Records are handed out on one thread and told of on another, mostly always
 * the same: the lock is there for the rare moments when that is not so, and for whoever looks.
 */
final class Ledger implements Told<byte[], byte[]> {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final AtomicLong sent = new AtomicLong();
    private final Verdicts verdicts = new Verdicts();
    private final Failures failures;
    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    private long acknowledged;
    private long parked;
    private long bytes;
    private volatile long told;
    private volatile boolean isInDoubt;

    Ledger(Failures failures) {
        this.failures = failures;
    }

    /** Before the pattern gets the record of that line. One thread, in the order of the lines. */
    void handedOut(long line) {
        if ((line - 1) % Verdicts.LINES_IN_CHUNK == 0) {
            synchronized (this) {
                verdicts.handedOut(line);
            }
        }
        sent.setRelease(line);
    }

    /** A line that the pattern never gets. */
    void unusable(long line, UnusableLine why) {
        handedOut(line);
        fail(line, why);
    }

    @Override
    public void acknowledged(ProducerRecord<byte[], byte[]> record, RecordMetadata metadata) {
        NumberedRecord numbered = (NumberedRecord) record;
        long micros = (System.nanoTime() - numbered.handedOut()) / 1_000;
        synchronized (this) {
            if (verdicts.told(numbered.line(), true)) {
                acknowledged++;
                bytes += numbered.bytes();
                latency.recordValue(Math.min(micros, LONGEST_MICROS));
                told++;
            }
        }
    }

    @Override
    public void failed(ProducerRecord<byte[], byte[]> record, Exception cause) {
        if (cause instanceof RetriableException) {
            isInDoubt = true;
        }
        fail(((NumberedRecord) record).line(), cause);
    }

    @Override
    public synchronized void parked(ProducerRecord<byte[], byte[]> record, Exception cause) {
        long before = failures.count();
        failed(record, cause);
        parked += failures.count() - before;
    }

    private synchronized void fail(long line, Exception cause) {
        if (verdicts.told(line, false)) {
            failures.add(line, cause);
            told++;
        }
    }

    long sent() {
        return sent.getAcquire();
    }

    /** Handed out, and nothing told yet. */
    long underWay() {
        return sent() - told;
    }

    /** Whether the client has given up on what might have come through: is the cluster still there? */
    boolean isInDoubt() {
        return isInDoubt;
    }

    void assure() {
        isInDoubt = false;
    }

    /** @param ranges how many ranges of lines to name */
    synchronized Counts counts(int ranges) {
        long lines = sent();
        return new Counts(
                lines,
                acknowledged,
                failures.count(),
                parked,
                bytes,
                latency.getValueAtPercentile(50) / 1_000.0,
                latency.getValueAtPercentile(99) / 1_000.0,
                failures.causes(),
                ranges == 0 ? NotAcknowledged.NONE : verdicts.notAcknowledged(lines, ranges));
    }
}
