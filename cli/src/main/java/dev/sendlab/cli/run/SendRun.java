package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.lineup.Pattern;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/** Drives one pattern until nothing more is handed out, with a new producer whenever the pattern asks for one. */
final class SendRun {

    /** After so many producers in a row without anything acknowledged, another one will not mend it. */
    private static final int MOST_FRUITLESS = 3;

    /** For the verdict on what expired at the very end to arrive. */
    private static final long BEHIND_DELIVERY_MS = 5_000;

    /** How long a pattern may take to come to an end by itself after Ctrl-C. */
    private static final Duration PATIENCE_WITH_PATTERN = Duration.ofSeconds(5);

    /** How long Ctrl-C waits for what is under way. */
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private static final Duration AFTER_FORCE = Duration.ofSeconds(2);

    private final Pattern pattern;
    private final Destination destination;
    private final long deliveryTimeoutMs;
    private final Handout handout;
    private final Ledger ledger;
    private final CountDownLatch driven = new CountDownLatch(1);
    private final Thread driver = Thread.currentThread();

    private volatile long started = System.nanoTime();
    private volatile long ended;
    private volatile long stopBy;
    private volatile KafkaProducer<byte[], byte[]> producer;
    private volatile boolean isClosing;
    private volatile long givenUp;

    /** To be made on the thread that drives. */
    SendRun(Pattern pattern, Destination destination, Handout handout, Ledger ledger) throws Refused {
        this.pattern = pattern;
        this.destination = destination;
        this.deliveryTimeoutMs = destination.settings().validated().getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        this.handout = handout;
        this.ledger = ledger;
    }

    /**
     * Returns when everything that was handed out was told of, or never will be.
     *
     * @throws Refused before anything is handed out, if there can be no producer
     */
    void send() throws Refused {
        try {
            open();
            started = System.nanoTime();
            long acknowledged = 0;
            int fruitless = 0;
            while (true) {
                drive();
                long before = acknowledged;
                acknowledged = ledger.counts(0).acknowledged();
                fruitless = acknowledged > before ? 0 : fruitless + 1;
                if (fruitless == MOST_FRUITLESS) {
                    handout.end(Ending.failed(MOST_FRUITLESS + " producers in a row had nothing acknowledged"));
                }
                if (driver.isInterrupted() || !handout.hasNext()) {
                    return;
                }
                reopen();
            }
        } finally {
            ended = System.nanoTime();
            driven.countDown();
        }
    }

    private void open() throws Refused {
        try {
            producer = new KafkaProducer<>(destination.settings().forProducer());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            // What Kafka finds wrong only now: a delivery.timeout.ms that is too short for the others.
            boolean isConfig = reason instanceof ConfigException;
            throw new Refused(isConfig ? ExitCode.USAGE : ExitCode.FAILED, reason.getMessage());
        }
    }

    private void reopen() {
        try {
            open();
        } catch (Refused e) {
            handout.end(Ending.failed("no other producer could be opened: " + e.getMessage()));
        }
    }

    private void drive() {
        if (pattern == Pattern.FIRE_AND_FORGET) {
            handout.lookingAt(new BufferedRecords(producer, handout::averageBytes));
        }
        try {
            pattern.drive(producer, handout, ledger);
        } catch (KafkaException | IllegalStateException e) {
            boolean mayBeGone = e instanceof RetriableException;
            handout.end(
                    mayBeGone && !destination.isAnswered()
                            ? Ending.unreachable(destination.servers(), ledger.sent())
                            : Ending.failed(e.getClass().getSimpleName() + ": " + e.getMessage()));
        } finally {
            close();
        }
    }

    /** Interrupted, close() would not wait for what is under way. */
    private void close() {
        isClosing = true;
        boolean wasInterrupted = Thread.interrupted();
        try {
            producer.close(Duration.ofMillis(patience()));
            givenUp += (long) (double)
                    BufferedRecords.metric(producer, "record-error-total").metricValue();
        } catch (KafkaException e) {
            handout.end(Ending.failed("the producer could not be closed: " + e.getMessage()));
        } finally {
            isClosing = false;
            if (wasInterrupted) {
                driver.interrupt();
            }
        }
    }

    private long patience() {
        if (stopBy != 0) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopBy - System.nanoTime()));
        }
        return deliveryTimeoutMs + BEHIND_DELIVERY_MS;
    }

    /**
     * From another thread: nothing more is handed out; what is under way gets 10 s. Returns when all is told that will
     * be.
     */
    void stop(StoppableInput input) {
        long now = System.nanoTime();
        stopBy = now + FLUSH.toNanos();
        handout.stop();
        if (input != null) {
            input.stop();
        }
        if (!isDrivenBy(now + PATIENCE_WITH_PATTERN.toNanos()) && !isClosing) {
            // It waits in send(), or for a verdict.
            driver.interrupt();
        }
        if (!isDrivenBy(stopBy) && producer != null) {
            // Ends the waiting of the other close() too: what is still under way is told of as failed.
            producer.close(Duration.ZERO);
            isDrivenBy(stopBy + AFTER_FORCE.toNanos());
        }
    }

    private boolean isDrivenBy(long deadline) {
        try {
            return driven.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Counts counts(int ranges) {
        return ledger.counts(ranges);
    }

    Ending ending() {
        return handout.ending();
    }

    boolean isInDoubt() {
        return ledger.isInDoubt();
    }

    /** The client's own count of the records that it has given up, whether somebody was told or not. */
    long givenUp() {
        return givenUp;
    }

    /** From the first hand-out to the last verdict. */
    double seconds() {
        return ((ended == 0 ? System.nanoTime() : ended) - started) / 1e9;
    }
}
