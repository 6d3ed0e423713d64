package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import dev.sendlab.transactions.ConsumeThenCommit.Processed;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second instance takes partitions over while the first one is in the middle of a step. */
@Order(1)
@BrokerTest({"group.consumer.min.heartbeat.interval.ms=100", "group.consumer.heartbeat.interval.ms=200"})
class TakeoverIT {

    @Test
    void anInstanceThatJoinsInMidTransactionCausesNoDuplicateAndNoGap(PrivateBroker broker) throws Exception {
        Job job = Job.on(broker, 4);
        job.fill(100, 40);
        AtomicInteger copiedBySecond = new AtomicInteger();
        CompletableFuture<?>[] second = new CompletableFuture<?>[1];
        // The first one is to hear soon that it must share, and not to have done everything before.
        Map<String, ?> small = Map.of("max.poll.records", 1, "heartbeat.interval.ms", 100);
        try (Transforming first = new Transforming(job, small, producer(job, 1), beforeCall(1, job, () -> {
            second[0] = CompletableFuture.runAsync(() -> {
                try (Transforming joining = new Transforming(job, small, producer(job, 2), input -> {
                    copiedBySecond.incrementAndGet();
                    return job.copy(input);
                })) {
                    joining.drain();
                }
            });
            awaitState(job, GroupState.PREPARING_REBALANCE);
        }))) {
            assertThat(first.step().state()).isEqualTo(State.COMMITTED);
            first.drain();
        }
        second[0].get(40, TimeUnit.SECONDS);
        assertThat(copiedBySecond).hasPositiveValue();
        assertEachInputOnceInTransactionsOf(job);
    }

    /** The first one has stalled for longer than max.poll.interval.ms, and its group is empty when it commits. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anInstanceThatWasTakenOverInMidTransactionAborts(String groupProtocol, PrivateBroker broker) {
        Job job = Job.on(broker, 2);
        job.fill(12, 4);
        KafkaProducer<String, String> producer = producer(job, 1);
        try (Transforming first = new Transforming(job, stalling(groupProtocol), producer, beforeCall(4, job, () -> {
            producer.flush();
            try (Transforming second =
                    new Transforming(job, Map.of("group.protocol", groupProtocol), producer(job, 2), job::copy)) {
                second.drain();
            }
        }))) {
            Ended ended = first.step();

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(Transactional.rootOf(ended.cause())).isInstanceOf(CommitFailedException.class);
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "Another member has the partitions: abort, and read what is assigned now.");

            job.fill(1, 1);
            assertThat(first.step()).isEqualTo(new Ended(State.COMMITTED, 1, null));
        }
        assertEachInputOnceInTransactionsOf(job);
        // The control arm: what the first one has sent is there, and only its abort hides it.
        assertThat(job.log(job.output()).values()).hasSizeGreaterThanOrEqualTo(13 + 3);
    }

    /** C57: the second one is further on; a commit of the first one's offsets would take the group back. */
    @Test
    void whatIsLostIsNotCommitted(PrivateBroker broker) throws Exception {
        Job job = Job.on(broker, 1);
        job.fill(12, 4);
        try (Committing first = takenOver(job, "classic")) {
            Processed processed = first.step();
            assertThat(processed.inputs()).isEqualTo(4);
            assertThat(processed.cause()).isInstanceOf(CommitFailedException.class);

            job.fill(1, 1);
            assertThat(first.step()).isEqualTo(new Processed(1, null));
        }
        assertThat(job.committed()).isEqualTo(Map.of(0, 13L));
        assertThat(job.log(job.output()).values())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "0", "1", "2", "3", "0");
    }

    /**
     * A member of a group with group.protocol=consumer that has left commits as if it had never been one, and in a group
     * that is empty a broker takes that, also when it leads back: more is there twice, and still nothing is missing.
     */
    @Test
    void withTheConsumerProtocolALateCommitTakesAnEmptyGroupBack(PrivateBroker broker) throws Exception {
        Job job = Job.on(broker, 1);
        job.fill(12, 4);
        try (Committing first = takenOver(job, "consumer")) {
            assertThat(first.step()).isEqualTo(new Processed(4, null));
            assertThat(job.committed()).isEqualTo(Map.of(0, 4L));

            first.drain();
        }
        List<String> inputs = job.log(job.input()).values();
        List<String> expected = new ArrayList<>(inputs);
        expected.addAll(inputs);
        assertThat(job.log(job.output()).values()).isEqualTo(expected);
    }

    /** In its first step of four records a second instance copies all of them, and leaves. */
    private static Committing takenOver(Job job, String groupProtocol) {
        return new Committing(
                job,
                Committing.consumer(job, stalling(groupProtocol)),
                Committing.producer(job),
                1,
                beforeCall(1, job, () -> {
                    try (Committing second = new Committing(job, Map.of("group.protocol", groupProtocol))) {
                        second.drain();
                    }
                }));
    }

    private static KafkaProducer<String, String> producer(Job job, int instance) {
        return Transforming.producer(job, instance, Map.of());
    }

    private static Map<String, Object> stalling(String groupProtocol) {
        return Map.of("group.protocol", groupProtocol, "max.poll.interval.ms", 1_500, "max.poll.records", 4);
    }

    /** A transform that copies; before its n-th record something happens. */
    private static Job.Transform beforeCall(int n, Job job, Runnable happens) {
        AtomicInteger calls = new AtomicInteger();
        return input -> {
            if (calls.incrementAndGet() == n) {
                happens.run();
            }
            return job.copy(input);
        };
    }

    private static void awaitState(Job job, GroupState state) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) job.servers()))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin.describeConsumerGroups(List.of(job.group()))
                                    .describedGroups()
                                    .get(job.group())
                                    .get(5, TimeUnit.SECONDS)
                                    .groupState()
                            == state);
        }
    }

    private static void assertEachInputOnceInTransactionsOf(Job job) {
        job.log(job.output()).awaitSettled();
        assertThat(Job.byPartition(job.log(job.output()).readCommitted()))
                .isEqualTo(Job.byPartition(job.log(job.input()).readCommitted()));
    }
}
