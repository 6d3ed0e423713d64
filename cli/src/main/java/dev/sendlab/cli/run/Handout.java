package dev.sendlab.cli.run;

import dev.sendlab.cli.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands out record after record: numbered, at the pace that was asked for, not more than the heap has room for, and none
 * any more once the cluster is gone or the user has seen enough.
 */
final class Handout implements Iterator<ProducerRecord<byte[], byte[]>> {

    /**
     * A record costs some 350 bytes of heap beside its own until it was told of, and buffer.memory does not count them. So
     * many keep every connection busy; more would only keep the garbage collector busy.
     */
    static final long MOST_UNDER_WAY = 32_768;

    private static final int LINES_BETWEEN_LOOKS = 1_024;

    /** A producer that is well takes a record within this time. */
    private static final long SLOW = Duration.ofSeconds(5).toNanos();

    private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_QUESTIONS = Duration.ofSeconds(10).toNanos();

    private final Destination destination;
    private final Payloads payloads;
    private final Pace pace;
    private final Ledger ledger;
    private final String topic;
    private final long patience;
    private LongSupplier underWay;
    private BufferedRecords metrics;

    private Payload ready;
    private long line;
    private long bytes;
    private long handedOut;
    private long asked;
    private boolean wasAsked;
    private long looked = System.nanoTime();
    private volatile boolean isStopped;
    private volatile Ending ending = Ending.COMPLETE;

    Handout(Destination destination, Payloads payloads, Pace pace, Ledger ledger) throws Refused {
        this.destination = destination;
        this.topic = destination.topic();
        // As long as send() itself would wait for room.
        this.patience = TimeUnit.MILLISECONDS.toNanos(
                destination.settings().validated().getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG));
        this.payloads = payloads;
        this.pace = pace;
        this.ledger = ledger;
        this.underWay = ledger::underWay;
    }

    /** For a pattern that is told nothing: what the producer's metrics tell. */
    void lookingAt(BufferedRecords buffered) {
        underWay = buffered;
        metrics = buffered;
    }

    @Override
    public boolean hasNext() {
        if (ready != null) {
            return true;
        }
        long now = System.nanoTime();
        boolean isSlow = line > 0 && now - handedOut > SLOW;
        if ((isSlow || isInDoubt(now)) && isGone(now)) {
            return false;
        }
        if (line % LINES_BETWEEN_LOOKS == 0 && !hasRoom()) {
            return false;
        }
        pace.await(line + 1, () -> isStopped);
        ready = isStopped ? null : read();
        return ready != null;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Payload payload = ready;
        ready = null;
        line++;
        ledger.handedOut(line);
        handedOut = System.nanoTime();
        NumberedRecord record = new NumberedRecord(topic, payload, line, handedOut);
        bytes += record.bytes();
        return record;
    }

    /** Of what was handed out, per record. */
    long averageBytes() {
        return bytes / Math.max(1, line);
    }

    private Payload read() {
        while (!isStopped) {
            try {
                return payloads.next();
            } catch (UnusableLine e) {
                line++;
                ledger.unusable(line, e);
                handedOut = System.nanoTime();
            } catch (IOException e) {
                end(Ending.failed("cannot read on after line " + line + ": " + e.getMessage()));
            }
        }
        return null;
    }

    /** Waits until enough of what was handed out was told of; whoever tells nothing for long must be given the next. */
    private boolean hasRoom() {
        long since = System.nanoTime();
        while (underWay.getAsLong() > MOST_UNDER_WAY && !isStopped) {
            LockSupport.parkNanos(1_000_000);
            long now = System.nanoTime();
            if (now - since > patience) {
                return !isGone(now);
            }
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return !isStopped;
    }

    private boolean isInDoubt(long now) {
        if (metrics == null || now - looked < BETWEEN_LOOKS) {
            return ledger.isInDoubt();
        }
        looked = now;
        return metrics.haveGivenUpMore();
    }

    private boolean isGone(long now) {
        if (wasAsked && now - asked < BETWEEN_QUESTIONS) {
            return false;
        }
        // Before the question: what fails from now on is a reason to ask again.
        ledger.assure();
        boolean isThere = destination.isAnswered();
        wasAsked = true;
        asked = System.nanoTime();
        if (!isThere) {
            end(Ending.unreachable(destination.servers(), line));
        }
        return !isThere;
    }

    /** From any thread. */
    void stop() {
        end(Ending.ctrlC());
    }

    /** From any thread; the first reason stands. */
    synchronized void end(Ending reason) {
        if (ending.isComplete()) {
            ending = reason;
        }
        isStopped = true;
    }

    Ending ending() {
        return ending;
    }
}
