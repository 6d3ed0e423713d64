package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

/** The rows of the outcome table that a failing broker, a newer producer or the coordinator's clock bring about. */
@BrokerTest({
    "transaction.abort.timed.out.transaction.cleanup.interval.ms=100",
    // No test here kills the broker; a freeze shall not cost it its session as well.
    "broker.session.timeout.ms=9000",
    "broker.heartbeat.interval.ms=2000"
})
class OutcomesIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Map<String, Object> SHORT_LIVED = Map.of("transaction.timeout.ms", 500);

    private final String id = Transactional.newId();

    /** C43: the old producer finds out at the next thing that it asks of the broker. */
    @Test
    void aProducerWhoseIdANewerOneHasTakenIsFenced(PrivateBroker broker) {
        String topic = broker.createTopic("fenced");
        try (KafkaProducer<String, String> old = Transactional.open(broker, id, Map.of())) {
            KafkaProducer<?, ?>[] newer = new KafkaProducer<?, ?>[1];
            Ended ended = TransactionalSend.send(
                    old,
                    Transactional.records(topic, List.of("zombie"), () -> {
                        if (newer[0] == null) {
                            old.flush();
                            newer[0] = Transactional.open(broker, id, Map.of());
                        }
                    }),
                    DEADLINE);
            newer[0].close();

            assertThat(ended.state()).isEqualTo(State.FENCED);
            assertThat(ended.cause()).hasRootCauseInstanceOf(ProducerFencedException.class);
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "A newer producer has this transactional id: close, and do not come back.");
        }
        assertThat(broker.log(topic).values()).containsExactly("zombie");
        assertThat(broker.log(topic).committedValues()).isEmpty();
    }

    /**
     * C43: with a produce request in between, the error has another name. C45: it is not in the catch list of the class
     * doc of KafkaProducer, which so sends a fenced producer into abort, and abort throws.
     */
    @Test
    void aFencedProducerThatStillSendsGetsInvalidProducerEpoch(PrivateBroker broker) {
        String topic = broker.createTopic("epoch");
        try (KafkaProducer<String, String> old = Transactional.open(broker, id, Map.of())) {
            Transactional.open(broker, id, Map.of()).close();

            Ended ended = TransactionalSend.send(old, List.of(new ProducerRecord<>(topic, "zombie")), DEADLINE);

            assertThat(ended.state()).isEqualTo(State.FENCED);
            assertThat(Transactional.rootOf(ended.cause())).isInstanceOf(InvalidProducerEpochException.class);
            assertThat(ended.cause()).hasMessageContaining("ProducerFencedException");
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "One of two meanings: abort throws `ProducerFencedException`, so a newer producer has the id. Close.");
        }
        assertThat(broker.log(topic).committedValues()).isEmpty();
    }

    /** KIP-890: after transaction.timeout.ms the transaction belongs to the coordinator, and so does the epoch. */
    @Test
    void aCommitAfterTheTransactionTimedOutIsFencedAndTheTransactionAborted(PrivateBroker broker) {
        String topic = broker.createTopic("timed-out");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, SHORT_LIVED)) {
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("late"), () -> {
                        producer.flush();
                        awaitState(broker, TransactionState.COMPLETE_ABORT);
                    }),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.FENCED);
            assertThat(ended.cause()).hasRootCauseInstanceOf(InvalidTxnStateException.class);
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "The coordinator has aborted it after `transaction.timeout.ms`: close, open a new producer, begin again.");
        }
        try (KafkaProducer<String, String> next = Transactional.open(broker, id, Map.of())) {
            TransactionalSend.send(next, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("next");
    }

    /** C44: the error of a zombie, and yet not one: abort tells the difference, and this producer may go on. */
    @Test
    void aSendAfterTheTransactionTimedOutIsAbortedAndTheProducerGoesOn(PrivateBroker broker) {
        String topic = broker.createTopic("two-meanings");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, SHORT_LIVED)) {
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("late"), () -> {
                        producer.flush();
                        awaitState(broker, TransactionState.COMPLETE_ABORT);
                        producer.send(new ProducerRecord<>(topic, "later"));
                        producer.flush();
                    }),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(Transactional.rootOf(ended.cause())).isInstanceOf(InvalidProducerEpochException.class);
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "The other meaning: abort succeeds, so it was `transaction.timeout.ms`. Begin again.");

            Ended next = TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
            assertThat(next.state()).isEqualTo(State.COMMITTED);
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("next");
    }

    /** C41: the commit is asked again and again until the broker answers. */
    @Test
    void aCommitThatTimesOutIsRepeatedUntilItsDeadline(PrivateBroker broker) {
        String topic = broker.createTopic("repeated");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of("max.block.ms", 300))) {
            Transactional.know(producer, topic);
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("value"), () -> {
                        producer.flush();
                        broker.pause();
                        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(broker::resume);
                    }),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.COMMITTED);
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("value");
    }

    /** C41: why the pattern does not abort there. */
    @Test
    void aCommitThatTimedOutCannotBeAborted(PrivateBroker broker) {
        String topic = broker.createTopic("no-abort");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of("max.block.ms", 300))) {
            Transactional.know(producer, topic);
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "value"));
            producer.flush();
            broker.pause();
            Throwable timedOut = catchThrowable(producer::commitTransaction);
            assertThat(timedOut).isInstanceOf(TimeoutException.class);

            Throwable refused = catchThrowable(producer::abortTransaction);
            assertThat(refused).isInstanceOf(IllegalStateException.class);

            broker.resume();
            ErrorAtlas.seen(
                    timedOut,
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.MAYBE,
                    "Unknown: commit again, as often as the deadline allows; never abort.");
            ErrorAtlas.seen(
                    refused,
                    Channel.ABORT,
                    Thread.currentThread(),
                    Written.MAYBE,
                    "A commit is on its way: commit again, or close.");
        }
    }

    /** An interrupt is like a timeout in this: commit may be called again, abort may not. */
    @Test
    void anInterruptedCommitCanBeRepeatedAndNotAborted(PrivateBroker broker) {
        String topic = broker.createTopic("interrupted-twice");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of())) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "value"));
            producer.flush();
            Thread.currentThread().interrupt();
            Throwable interrupted = catchThrowable(producer::commitTransaction);
            assertThat(interrupted).isInstanceOf(InterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            ErrorAtlas.seen(
                    interrupted,
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.MAYBE,
                    "Unknown, as after a timeout: commit again, or let the next `initTransactions()` settle it.");

            assertThatThrownBy(producer::abortTransaction).isInstanceOf(IllegalStateException.class);
            producer.commitTransaction();
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("value");
    }

    @Test
    void aCommitPastItsDeadlineIsUnknownAndTheNextInitSettlesIt(PrivateBroker broker) {
        String topic = broker.createTopic("past-deadline");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of("max.block.ms", 300))) {
            Transactional.know(producer, topic);
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("a", "b"), () -> {
                        producer.flush();
                        broker.pause();
                    }),
                    Duration.ofMillis(500));
            assertThat(ended.state()).isEqualTo(State.UNKNOWN);
            assertThat(ended.cause()).isInstanceOf(TimeoutException.class);
            long start = System.nanoTime();
            producer.close(Duration.ofMillis(500));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("it waits for the verdict too, and no longer than it is told to")
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
        }
        broker.resume();
        assertSettledByTheNextInit(broker, topic);
    }

    @Test
    void anInterruptedCommitIsUnknownAndTheNextInitSettlesIt(PrivateBroker broker) {
        String topic = broker.createTopic("interrupted");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of())) {
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("a", "b"), () -> {
                        producer.flush();
                        Thread.currentThread().interrupt();
                    }),
                    DEADLINE);
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            assertThat(ended.state()).isEqualTo(State.UNKNOWN);
            assertThat(ended.cause()).isInstanceOf(InterruptException.class);
        }
        assertSettledByTheNextInit(broker, topic);
    }

    /**
     * C42: a record that expires fails the commit with an error that can be aborted, and that is not the expiry's own. It
     * comes in several shapes, depending on what the client was just doing.
     */
    @Test
    void aRecordThatExpiresInATransactionAbortsIt(PrivateBroker broker) {
        String topic = broker.createTopic("expired");
        Map<String, Object> impatient = Map.of("request.timeout.ms", 500, "delivery.timeout.ms", 1_000, "linger.ms", 0);
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, impatient)) {
            TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "before")), DEADLINE);
            broker.pause();
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(broker::resume);

            Ended ended = TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "expired")), DEADLINE);

            assertThat(ended.state())
                    .as(() -> Throwables.getStackTrace(ended.cause()))
                    .isEqualTo(State.ABORTED);
            assertThat(ended.cause()).isInstanceOf(KafkaException.class).isNotInstanceOf(TimeoutException.class);

            Ended next = TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
            assertThat(next.state()).isEqualTo(State.COMMITTED);
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("before", "next");
    }

    /** Settled: all or nothing, and nothing is hidden behind an open transaction any more. */
    private void assertSettledByTheNextInit(PrivateBroker broker, String topic) {
        try (KafkaProducer<String, String> next = Transactional.open(broker, id, Map.of())) {
            List<String> settled = broker.log(topic).readCommitted().stream()
                    .map(ConsumerRecord::value)
                    .toList();
            assertThat(settled).isIn(List.of(), List.of("a", "b"));

            TransactionalSend.send(next, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
            assertThat(broker.log(topic).committedValues())
                    .hasSize(settled.size() + 1)
                    .endsWith("next");
        }
    }

    private void awaitState(PrivateBroker broker, TransactionState state) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin.describeTransactions(List.of(id))
                                    .description(id)
                                    .get(5, TimeUnit.SECONDS)
                                    .state()
                            == state);
        }
    }
}
