package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.Printed;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a broker that works: what is copied once, and what becomes of an input that cannot be copied. */
@BrokerTest
class ConsumeTransformProduceIT {

    private static final Map<String, String> SMALL = Map.of("max.message.bytes", "1000");

    @Test
    void mainEndsWithEveryInputCommitted(KafkaCluster cluster) {
        assertThat(Printed.by(() -> ConsumeTransformProduce.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("consume-transform-produce: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("consume-transform-produce").committedValues()).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void eachInputIsCopiedOnceAndInOrder(String groupProtocol, KafkaCluster cluster) throws Exception {
        Job job = Job.on(cluster, 3);
        job.fill(100, 20);
        try (Transforming instance =
                new Transforming(job, Map.of("group.protocol", groupProtocol, "max.poll.records", 30))) {
            instance.drain();
        }
        assertThat(Job.byPartition(committed(job))).isEqualTo(Job.byPartition(inputs(job)));
        assertThat(job.committed().values().stream().mapToLong(offset -> offset).sum())
                .isEqualTo(100);
    }

    @Test
    void aFailureOfTheTransformIsADeadLetterInTheSameTransaction(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        Ended ended = stepsOf(job, Transforming.producer(job, 1, Map.of()), input -> {
                    if (input.value().equals("5")) {
                        throw new IllegalArgumentException("not an order");
                    }
                    return job.copy(input);
                })
                .get(0);

        assertThat(ended).isEqualTo(new Ended(State.COMMITTED, 10, null));
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, IllegalArgumentException.class, "5");
    }

    /** C39: commit would succeed without it. */
    @Test
    void whatCannotBeSerializedAbortsAndIsADeadLetterInTheRetry(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        try (KafkaProducer<String, String> picky = Transactional.openPicky(cluster)) {
            List<Ended> ended = stepsOf(
                    job,
                    picky,
                    input -> List.of(
                            new ProducerRecord<>(job.output(), input.value().equals("5") ? "bad" : input.value())));

            assertThat(ended.get(0).state()).isEqualTo(State.ABORTED);
            assertThat(ended.get(0).cause()).isInstanceOf(SerializationException.class);
            assertThat(ended.get(1)).isEqualTo(new Ended(State.COMMITTED, 10, null));
        }
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, SerializationException.class, "5");
    }

    /** C105: the transform is called again for each input, and what it did elsewhere was not part of the transaction. */
    @Test
    void whatTheTransformDoesElsewhereIsDoneAgainAfterAnAbort(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        List<String> mails = new ArrayList<>();
        stepsOf(job, Transforming.producer(job, 1, Map.of("max.request.size", 1_000)), input -> {
            mails.add(input.value());
            return fifthTooLarge(job, input);
        });

        assertThat(mails.stream().filter("0"::equals)).hasSize(2);
        assertThat(committed(job)).filteredOn(copy -> copy.value().equals("0")).hasSize(1);
    }

    @Test
    void whatTheClientFindsTooLargeAbortsAndIsADeadLetterInTheRetry(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        List<Ended> ended = stepsOf(
                job,
                Transforming.producer(job, 1, Map.of("max.request.size", 1_000)),
                input -> fifthTooLarge(job, input));

        assertTooLargeAndCommittedInTheRetry(ended);
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, RecordTooLargeException.class, null);
    }

    /**
     * When a record spoils the transaction, the client fails those that it has not sent yet with the same error, here the
     * RecordTooLargeException of another record. To blame them too would lose them to the dead letters.
     */
    @Test
    void neighboursThatGetTheErrorOfAnotherRecordAreNotDeadLetters(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of());
        KafkaProducer<String, String> producer =
                Transforming.producer(job, 1, Map.of("max.request.size", 1_000, "linger.ms", 2_000));
        AtomicReference<Future<RecordMetadata>> neighbour = new AtomicReference<>();
        AtomicReference<Throwable> itsError = new AtomicReference<>();
        List<Ended> ended = stepsOf(job, producer, input -> {
            if (input.value().equals("0") && neighbour.get() == null) {
                neighbour.set(producer.send(new ProducerRecord<>(job.output(), "key-0", "neighbour")));
            }
            if (input.value().equals("6") && itsError.get() == null) {
                itsError.set(errorOf(neighbour.get()));
            }
            return fifthTooLarge(job, input);
        });

        assertThat(itsError.get()).isInstanceOf(RecordTooLargeException.class);
        assertTooLargeAndCommittedInTheRetry(ended);
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, RecordTooLargeException.class, null);
    }

    private static Throwable errorOf(Future<?> future) {
        try {
            return new AssertionError("sent: " + future.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            return e;
        }
    }

    /** All of them are in one batch; the client splits it, until the one at fault is alone. */
    @Test
    void whatTheBrokerFindsTooLargeAbortsAndIsADeadLetterInTheRetry(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, SMALL);
        List<Ended> ended = stepsOf(job, Transforming.producer(job, 1, Map.of()), input -> fifthTooLarge(job, input));

        assertTooLargeAndCommittedInTheRetry(ended);
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, RecordTooLargeException.class, null);
    }

    /**
     * Why max.request.size should not be above the topic's limit: a record of a few bytes fits into what the client's
     * estimate leaves free behind the one that is too large, so that splitting never parts them, and both expire.
     */
    @Test
    void whatOnlyTheBrokerFindsTooLargeIsNotToldFromATinyNeighbour(KafkaCluster cluster) {
        Job job = TenInputs.on(cluster, SMALL);
        Map<String, Object> impatient = Map.of("request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000);
        Job.Transform withoutKey = input -> List.of(
                new ProducerRecord<>(job.output(), input.value().equals("5") ? "x".repeat(2_000) : input.value()));
        try (Transforming instance =
                new Transforming(job, Map.of(), Transforming.producer(job, 1, impatient), withoutKey)) {
            Ended ended = instance.step();

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(Transactional.rootOf(ended.cause())).isNotInstanceOf(RecordTooLargeException.class);
        }
        assertThat(committed(job)).isEmpty();
    }

    /** KIP-467: a whole batch is refused for one record without a key, and the others are not to blame. */
    @Test
    void whatTheBrokerFindsInvalidAbortsAndIsADeadLetterInTheRetry(KafkaCluster cluster) throws Exception {
        Job job = TenInputs.on(cluster, Map.of("cleanup.policy", "compact"));
        List<Ended> ended = stepsOf(
                job,
                Transforming.producer(job, 1, Map.of()),
                input -> List.of(new ProducerRecord<>(
                        job.output(), input.value().equals("5") ? null : input.key(), input.value())));

        assertThat(ended.get(0).state()).isEqualTo(State.ABORTED);
        assertThat(ended.get(1)).isEqualTo(new Ended(State.COMMITTED, 10, null));
        TenInputs.assertAllCopiedExceptOneDeadLetter(job, InvalidRecordException.class, "5");
    }

    /** None of them is tiny. */
    private static List<ProducerRecord<String, String>> fifthTooLarge(Job job, ConsumerRecord<String, String> input) {
        String value = input.value().equals("5") ? "x".repeat(2_000) : input.value();
        return List.of(new ProducerRecord<>(
                job.output(), null, input.key(), value, List.of(new RecordHeader("padding", new byte[50]))));
    }

    private static void assertTooLargeAndCommittedInTheRetry(List<Ended> ended) {
        assertThat(ended.get(0).state()).isEqualTo(State.ABORTED);
        assertThat(Transactional.rootOf(ended.get(0).cause())).isInstanceOf(RecordTooLargeException.class);
        assertThat(ended.get(1)).isEqualTo(new Ended(State.COMMITTED, 10, null));
    }

    /** Until one commits, which must be the second at the latest. */
    private static List<Ended> stepsOf(Job job, Producer<String, String> producer, Job.Transform transform) {
        try (Transforming instance = new Transforming(job, Map.of(), producer, transform)) {
            Ended first = instance.step();
            return first.state() == State.COMMITTED ? List.of(first) : List.of(first, instance.step());
        }
    }

    private static List<ConsumerRecord<String, String>> inputs(Job job) {
        return job.log(job.input()).readCommitted();
    }

    private static List<ConsumerRecord<String, String>> committed(Job job) {
        job.log(job.output()).awaitSettled();
        return job.log(job.output()).readCommitted();
    }
}
