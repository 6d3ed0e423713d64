package dev.sendlab.benchmarks;

import dev.sendlab.asynccallback.AsyncCallback;
import dev.sendlab.fireandforget.FireAndForget;
import dev.sendlab.syncsend.SyncSend;
import dev.sendlab.transactions.TransactionalSend;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Acknowledged records per second, for each pattern, sent through the pattern's own method.
 *
 * <p>An invocation sends {@code @OperationsPerInvocation} records and ends when they are acknowledged, so that what is
 * still in the producer's buffer is never counted as sent. It throws if one record is not: a failing send gives no score.
 * It is a closed loop: the next records wait for the last ones, as they do not in a service.
 *
 * <p>The number of records belongs to what is measured, above all to a transaction. JMH's {@code -opi} changes it, and
 * the invocation follows.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class SendBenchmark {

    /** Longer than the default delivery.timeout.ms of 120 s, so that the client's verdict comes first. */
    private static final Duration DEADLINE = Duration.ofSeconds(150);

    /**
     * The flush says that the producer has done with every record, and the metric that it has given up none of them. That
     * is the acknowledgement of each, learned from the producer as a whole: which record was lost it could not say, and
     * the pattern itself looks at neither.
     */
    @Benchmark
    @OperationsPerInvocation(10_000)
    public void fireAndForget(Cell cell) {
        for (ProducerRecord<String, String> record : cell.nextRecords()) {
            FireAndForget.send(cell.producer(), record);
        }
        cell.producer().flush();
        cell.losses().mustBeNone();
    }

    /** One record, one round trip; a linger.ms above 0 is waited out in full by each of them. */
    @Benchmark
    @OperationsPerInvocation(1)
    public void syncSend(Cell cell) throws InterruptedException, TimeoutException {
        for (ProducerRecord<String, String> record : cell.nextRecords()) {
            SyncSend.send(cell.producer(), record, DEADLINE);
        }
    }

    /** The flush returns after the last callback. */
    @Benchmark
    @OperationsPerInvocation(10_000)
    public void asyncCallback(Cell cell) {
        Outcomes outcomes = new Outcomes();
        for (ProducerRecord<String, String> record : cell.nextRecords()) {
            AsyncCallback.send(cell.producer(), record, outcomes.acknowledged, outcomes.failed);
        }
        cell.producer().flush();
        outcomes.mustBeAcknowledged(cell.recordsPerInvocation());
    }

    /** One transaction. Its commit flushes, whatever the linger, and is part of the time. */
    @Benchmark
    @OperationsPerInvocation(100)
    public void transactionalSend(Cell cell) {
        TransactionalSend.Ended ended = TransactionalSend.send(cell.producer(), cell.nextRecords(), DEADLINE);
        if (ended.state() != TransactionalSend.Ended.State.COMMITTED) {
            throw new IllegalStateException("a transaction ended " + ended.state(), ended.cause());
        }
    }
}
