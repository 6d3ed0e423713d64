package dev.sendlab.transactions;

import dev.sendlab.broker.Producers;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** An instance of {@link ConsumeTransformProduce} that works at a job, with clients of its own. */
final class Transforming implements AutoCloseable {

    private final Consumer<String, String> consumer;
    private final Producer<String, String> producer;
    private final ConsumeTransformProduce<String, String> pattern;
    private final Job job;

    /** Copies. */
    Transforming(Job job, Map<String, ?> consumerOverlay) {
        this(job, consumerOverlay, producer(job, 1, Map.of()), job::copy);
    }

    /** @param producer ready to begin */
    Transforming(Job job, Map<String, ?> consumerOverlay, Producer<String, String> producer, Job.Transform transform) {
        this.job = job;
        this.producer = producer;
        this.consumer = job.consumer(ConsumeTransformProduce.consumerConfig(job.servers()), consumerOverlay);
        this.pattern = new ConsumeTransformProduce<>(consumer, producer, transform, job.deadLetters());
        consumer.subscribe(List.of(job.input()));
    }

    /** @param instance which of those that run at the same time; after a restart the same */
    static KafkaProducer<String, String> producer(Job job, int instance, Map<String, ?> overlay) {
        Map<String, Object> effective = new HashMap<>(overlay);
        effective.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, job.group() + "-" + instance);
        KafkaProducer<String, String> producer =
                Producers.open(ConsumeTransformProduce.config(job.servers()), effective);
        producer.initTransactions();
        return producer;
    }

    /** The next step that has input. */
    Ended step() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() - deadline < 0) {
            Ended ended = pattern.step(Duration.ofMillis(100), Duration.ofSeconds(20));
            if (ended.records() > 0 || ended.cause() != null) {
                return ended;
            }
        }
        throw new IllegalStateException("no input within 30 s");
    }

    /** Step by step, until the group has committed the whole input. */
    void drain() {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        do {
            Ended ended = pattern.step(Duration.ofMillis(100), Duration.ofSeconds(20));
            if (ended.state() == State.FENCED || ended.state() == State.UNKNOWN || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not drained: " + ended, ended.cause());
            }
        } while (!job.isDone(consumer));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
