package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.transactions.Lanes.Unfinished;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who runs in which lane, what a failure holds up, and what is told of it. */
@Timeout(20)
class LanesTest {

    private static final TopicPartition P0 = new TopicPartition("input", 0);
    private static final TopicPartition P1 = new TopicPartition("input", 1);

    private final Lanes lanes = new Lanes(4);
    private final List<Long> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void recordsOfOneKeyKeepTheirOrderAndNoneIsLeftOut() {
        Map<String, List<Long>> doneByKey = Collections.synchronizedMap(new HashMap<>());
        List<ConsumerRecord<String, String>> records = IntStream.range(0, 1_000)
                .mapToObj(offset -> record(P0, offset, "key-" + offset % 20))
                .toList();

        assertThat(lanes.run(
                        polled(records),
                        record -> doneByKey
                                .computeIfAbsent(record.key(), key -> new CopyOnWriteArrayList<>())
                                .add(record.offset())))
                .isEmpty();

        assertThat(doneByKey).hasSize(20);
        assertThat(doneByKey.values())
                .allSatisfy(offsets -> assertThat(offsets).hasSize(50).isSorted());
    }

    @Test
    void allLanesRunAtTheSameTime() {
        CyclicBarrier allOfThem = new CyclicBarrier(4);
        List<ConsumerRecord<Integer, String>> oneForEachLane =
                IntStream.range(0, 4).mapToObj(key -> record(P0, key, key)).toList();

        assertThat(lanes.run(polled(oneForEachLane), record -> allOfThem.await(10, TimeUnit.SECONDS)))
                .isEmpty();
    }

    /** Two arrays of bytes are never equal, and the same key all the same. */
    @Test
    void keysWithTheSameBytesShareALane() {
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        List<ConsumerRecord<byte[], String>> records = IntStream.range(0, 100)
                .mapToObj(offset -> record(P0, offset, new byte[] {7}))
                .toList();

        lanes.run(polled(records), record -> threads.add(Thread.currentThread()));

        assertThat(threads).hasSize(1);
    }

    @Test
    void recordsWithoutAKeyKeepTheOrderOfTheirPartition() {
        List<ConsumerRecord<String, String>> records = IntStream.range(0, 100)
                .mapToObj(offset -> record(P0, offset, (String) null))
                .toList();

        lanes.run(polled(records), record -> done.add(record.offset()));

        assertThat(done).hasSize(100).isSorted();
    }

    @Test
    void aLaneDoesNotGoOnBehindAFailureInItsPartition() {
        List<ConsumerRecord<String, String>> records =
                List.of(record(P0, 10, "same"), record(P0, 11, "same"), record(P0, 12, "same"), record(P1, 20, "same"));
        IllegalStateException failure = new IllegalStateException("not now");

        Map<TopicPartition, Unfinished> unfinished = lanes.run(polled(records), failingAt(failure, 11));

        assertThat(unfinished).isEqualTo(Map.of(P0, new Unfinished(11, failure)));
        assertThat(done).containsExactlyInAnyOrder(10L, 20L);
    }

    /** What other lanes have done behind the failure is done again: at least once. */
    @Test
    void theLowestFailureOfAPartitionIsToldWhicheverLaneFailedFirst() throws Exception {
        CountDownLatch higherHasFailed = new CountDownLatch(1);
        List<ConsumerRecord<Integer, String>> records =
                List.of(record(P0, 10, 0), record(P0, 11, 1), record(P0, 12, 2), record(P0, 13, 1));
        IllegalStateException lower = new IllegalStateException("lower");

        Map<TopicPartition, Unfinished> unfinished = lanes.run(polled(records), record -> {
            if (record.offset() == 10) {
                higherHasFailed.await(10, TimeUnit.SECONDS);
                throw lower;
            }
            if (record.offset() == 11) {
                higherHasFailed.countDown();
                throw new IllegalStateException("higher");
            }
            done.add(record.offset());
        });

        assertThat(unfinished).isEqualTo(Map.of(P0, new Unfinished(10, lower)));
        assertThat(done).containsExactly(12L);
    }

    /** It ends a thread's task without a sound; what it has not done must not pass for done. */
    @Test
    void anErrorIsAFailureToo() {
        AssertionError error = new AssertionError("not an Exception");
        List<ConsumerRecord<String, String>> records = List.of(record(P0, 10, "same"), record(P0, 11, "same"));

        assertThat(lanes.run(polled(records), failingAt(error, 10))).isEqualTo(Map.of(P0, new Unfinished(10, error)));
        assertThat(done).isEmpty();
    }

    @Test
    void anInterruptEndsTheLanesForGood() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ConsumerRecords<String, String> one = polled(List.of(record(P0, 10, "key")));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread stepping = new Thread(() -> {
            try {
                lanes.run(one, record -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                });
            } catch (InterruptException e) {
                thrown.set(e);
            }
        });
        stepping.start();
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        stepping.interrupt();

        stepping.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptException.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> lanes.run(one, record -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private <K> Lanes.Work<K, String> failingAt(Throwable failure, long offset) {
        return record -> {
            if (record.offset() == offset) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }
            done.add(record.offset());
        };
    }

    private static <K> ConsumerRecord<K, String> record(TopicPartition partition, long offset, K key) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, "value");
    }

    private static <K> ConsumerRecords<K, String> polled(Collection<ConsumerRecord<K, String>> records) {
        Map<TopicPartition, List<ConsumerRecord<K, String>>> byPartition = new HashMap<>();
        for (ConsumerRecord<K, String> record : records) {
            byPartition
                    .computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), partition -> new ArrayList<>())
                    .add(record);
        }
        return new ConsumerRecords<>(byPartition, Map.of());
    }
}
