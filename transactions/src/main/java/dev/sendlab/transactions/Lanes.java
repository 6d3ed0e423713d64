package dev.sendlab.transactions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Processes what a poll has brought in several threads. Records with the same key stay in one lane, in their order; so do
 * the records of a partition that have no key.
 */
final class Lanes implements AutoCloseable {

    @FunctionalInterface
    interface Work<K, V> {
        /** Returns when the record is done; throws if it must be read again. */
        void on(ConsumerRecord<K, V> record) throws Exception;
    }

    /** The lowest offset of a partition that is not done, and why. */
    record Unfinished(long offset, Throwable cause) {
        Unfinished lower(Unfinished other) {
            return offset <= other.offset ? this : other;
        }
    }

    private final int count;
    private final ExecutorService threads;

    /** @param count how many lanes, each with a thread */
    Lanes(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> new Thread(task, "lane"));
    }

    /**
     * Waits until every lane has ended. Behind a failure a lane leaves out the rest of that partition: nothing with the same
     * key may overtake it.
     *
     * @return for each partition with a failure the lowest offset that is not done. Behind it some may be done
     * @throws InterruptException if interrupted; the lanes are interrupted too, and closed, since how far they came is not
     *     known
     */
    <K, V> Map<TopicPartition, Unfinished> run(ConsumerRecords<K, V> records, Work<K, V> work) {
        List<List<ConsumerRecord<K, V>>> lanes = IntStream.range(0, count)
                .<List<ConsumerRecord<K, V>>>mapToObj(lane -> new ArrayList<>())
                .toList();
        records.forEach(record -> lanes.get(laneOf(record)).add(record));
        Map<TopicPartition, Unfinished> unfinished = new ConcurrentHashMap<>();
        try {
            threads.invokeAll(
                    lanes.stream().map(lane -> along(lane, work, unfinished)).toList());
        } catch (InterruptedException e) {
            close();
            throw new InterruptException(e);
        }
        return unfinished;
    }

    private static <K, V> Callable<Void> along(
            List<ConsumerRecord<K, V>> lane, Work<K, V> work, Map<TopicPartition, Unfinished> unfinished) {
        return () -> {
            Set<TopicPartition> blocked = new HashSet<>();
            for (ConsumerRecord<K, V> record : lane) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (!blocked.contains(partition)) {
                    try {
                        work.on(record);
                    } catch (Throwable e) {
                        // An Error too: it would end in a future that nobody reads, and the rest would pass for done.
                        blocked.add(partition);
                        unfinished.merge(partition, new Unfinished(record.offset(), e), Unfinished::lower);
                    }
                }
            }
            return null;
        };
    }

    private int laneOf(ConsumerRecord<?, ?> record) {
        Object key = record.key() == null ? record.partition() : record.key();
        // Deep, because two arrays of bytes with the same content have different hash codes of their own.
        return Math.floorMod(Arrays.deepHashCode(new Object[] {key}), count);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
