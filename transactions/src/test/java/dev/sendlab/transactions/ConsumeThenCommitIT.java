package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import dev.sendlab.transactions.ConsumeThenCommit.Processed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a broker that works: order, lanes, failures that pass and failures that do not. */
@Order(1)
@BrokerTest
class ConsumeThenCommitIT {

    @Test
    void mainEndsWithEveryInputProcessed(KafkaCluster cluster) {
        assertThat(Printed.by(() -> ConsumeThenCommit.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("consume-then-commit: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(Printed.by(
                        () -> ConsumeThenCommit.main(new String[] {cluster.bootstrapServers(), "--workers", "4"})))
                .containsExactly("consume-then-commit: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("consume-then-commit").values()).hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void withoutAFaultEachInputIsCopiedOnceAndInOrder(String groupProtocol, KafkaCluster cluster) throws Exception {
        Job job = Job.on(cluster, 3);
        job.fill(100, 20);
        try (Committing instance =
                new Committing(job, Map.of("group.protocol", groupProtocol, "max.poll.records", 30))) {
            instance.drain();
        }
        assertThat(Job.byPartition(outputs(job))).isEqualTo(Job.byPartition(inputs(job)));
        assertThat(job.committed().values().stream().mapToLong(offset -> offset).sum())
                .isEqualTo(100);
    }

    @Test
    void lanesKeepTheOrderOfEachKey(KafkaCluster cluster) {
        Job job = Job.on(cluster, 3);
        job.fill(1_000, 20);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Committing instance =
                new Committing(job, Committing.consumer(job, Map.of()), Committing.producer(job), 4, input -> {
                    threads.add(Thread.currentThread());
                    return job.copy(input);
                })) {
            instance.drain();
        }
        assertThat(threads).hasSizeBetween(2, 4);
        assertThat(Job.byKey(outputs(job))).isEqualTo(Job.byKey(inputs(job)));
    }

    /** C57. What other lanes have done behind the failure is done again; of each key the first ones are in order. */
    @Test
    void aFailureInALaneHoldsTheCommitUpAndIsReadAgain(KafkaCluster cluster) throws Exception {
        Job job = Job.on(cluster, 3);
        job.fill(1_000, 20);
        ConsumerRecord<String, String> failing = inputs(job).stream()
                .filter(input -> input.value().equals("500"))
                .findFirst()
                .orElseThrow();
        TimeoutException mayPass = new TimeoutException("the shop is closed");
        AtomicBoolean failed = new AtomicBoolean();
        try (Committing instance =
                new Committing(job, Committing.consumer(job, Map.of()), Committing.producer(job), 4, input -> {
                    if (input.value().equals("500") && failed.compareAndSet(false, true)) {
                        throw mayPass;
                    }
                    return job.copy(input);
                })) {
            Processed processed = instance.step();
            while (processed.cause() == null) {
                processed = instance.step();
            }
            assertThat(processed.cause()).isSameAs(mayPass);
            assertThat(job.committed()).containsEntry(failing.partition(), failing.offset());

            instance.drain();
        }
        Map<String, List<String>> first = new TreeMap<>();
        Job.byKey(outputs(job))
                .forEach((key, values) ->
                        first.put(key, values.stream().distinct().toList()));
        assertThat(first).isEqualTo(Job.byKey(inputs(job)));
    }

    /** C52: why the pattern seeks. */
    @Test
    void whatIsNotCommittedDoesNotComeBackWithoutASeek(KafkaCluster cluster) {
        Job job = Job.on(cluster, 1);
        job.fill(3, 3);
        try (Consumer<String, String> consumer = Committing.consumer(job, Map.of("max.poll.records", 1))) {
            TopicPartition partition = new TopicPartition(job.input(), 0);
            consumer.assign(List.of(partition));
            assertThat(List.of(next(consumer), next(consumer), next(consumer))).containsExactly("0", "1", "2");

            consumer.seek(partition, 1);

            assertThat(next(consumer)).isEqualTo("1");
        }
    }

    @Test
    void aFailureOfTheTransformIsADeadLetterAndCommitted(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        drain(job, input -> {
            if (input.value().equals("5")) {
                throw new IllegalArgumentException("not an order");
            }
            return job.copy(input);
        });

        TenInputs.assertAllCopiedExceptOneDeadLetter(job, IllegalArgumentException.class, "5");
    }

    @Test
    void whatTheBrokerFindsTooLargeIsADeadLetterAndCommitted(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of("max.message.bytes", "1000"));
        drain(
                job,
                input -> List.of(new ProducerRecord<>(
                        job.output(), input.value().equals("5") ? "x".repeat(2_000) : input.value())));

        TenInputs.assertAllCopiedExceptOneDeadLetter(job, RecordTooLargeException.class, null);
    }

    @Test
    void whatTheBrokerFindsInvalidIsADeadLetterAndCommitted(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of("cleanup.policy", "compact"));
        drain(
                job,
                input -> List.of(new ProducerRecord<>(
                        job.output(), input.value().equals("5") ? null : input.key(), input.value())));

        TenInputs.assertAllCopiedExceptOneDeadLetter(job, InvalidRecordException.class, "5");
    }

    /** The consumer then reads on from what is committed: nothing is copied twice, although a commit has failed. */
    @Test
    void whatIsRevokedIsCommittedBeforeItIsGone(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        Consumer<String, String> consumer = Committing.consumer(job, Map.of("max.poll.records", 4));
        TimeoutException noAnswer = new TimeoutException("no answer");
        try (Committing instance =
                new Committing(job, FailingCommit.of(consumer, noAnswer), Committing.producer(job), 1, job::copy)) {
            assertThat(instance.step()).isEqualTo(new Processed(4, noAnswer));
            assertThat(job.committed()).isEmpty();

            instance.drain();
        }
        assertThat(Job.byPartition(outputs(job))).isEqualTo(Job.byPartition(inputs(job)));
    }

    /** In one lane. */
    private static void drain(Job job, Job.Transform transform) {
        try (Committing instance =
                new Committing(job, Committing.consumer(job, Map.of()), Committing.producer(job), 1, transform)) {
            instance.drain();
        }
    }

    private static String next(Consumer<String, String> consumer) {
        return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
    }

    private static List<ConsumerRecord<String, String>> inputs(Job job) {
        return job.log(job.input()).readCommitted();
    }

    private static List<ConsumerRecord<String, String>> outputs(Job job) {
        return job.log(job.output()).readCommitted();
    }
}
