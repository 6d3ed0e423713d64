package dev.sendlab.transactions;

import dev.sendlab.broker.Producers;
import dev.sendlab.transactions.ConsumeThenCommit.Processed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** An instance of {@link ConsumeThenCommit} that works at a job, with clients of its own. */
final class Committing implements AutoCloseable {

    private final Consumer<String, String> consumer;
    private final Producer<String, String> producer;
    private final ConsumeThenCommit<String, String> pattern;
    private final Job job;

    /** Copies, in one lane. */
    Committing(Job job, Map<String, ?> consumerOverlay) {
        this(job, consumer(job, consumerOverlay), producer(job), 1, job::copy);
    }

    Committing(
            Job job,
            Consumer<String, String> consumer,
            Producer<String, String> producer,
            int workers,
            Job.Transform transform) {
        this.job = job;
        this.consumer = consumer;
        this.producer = producer;
        this.pattern = new ConsumeThenCommit<>(consumer, producer, transform, job.deadLetters(), workers);
        consumer.subscribe(List.of(job.input()), pattern.listener());
    }

    static Consumer<String, String> consumer(Job job, Map<String, ?> overlay) {
        return job.consumer(ConsumeThenCommit.consumerConfig(job.servers()), overlay);
    }

    static Producer<String, String> producer(Job job) {
        return Producers.open(ConsumeThenCommit.config(job.servers()), Map.of());
    }

    /** The next step that has something to tell. */
    Processed step() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() - deadline < 0) {
            Processed processed = pattern.step(Duration.ofMillis(100));
            if (processed.inputs() > 0 || processed.cause() != null) {
                return processed;
            }
        }
        throw new IllegalStateException("no input within 30 s");
    }

    /** Step by step, until the group has committed the whole input. */
    void drain() {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        do {
            Processed processed = pattern.step(Duration.ofMillis(100));
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not drained: " + processed, processed.cause());
            }
        } while (!job.isDone(consumer));
    }

    @Override
    public void close() {
        pattern.close();
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
