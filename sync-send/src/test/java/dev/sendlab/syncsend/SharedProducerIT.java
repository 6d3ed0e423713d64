package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A producer is made to be shared: one instance, many threads. */
@BrokerTest
class SharedProducerIT {

    private static final int THREADS = 16;
    private static final int RECORDS_PER_THREAD = 20;

    /** C17. The control arm has the same records and the same producer configuration, and one thread. */
    @Test
    void threadsThatWaitForTheirOwnRecordShareBatches(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("shared");
        try (KafkaProducer<String, String> producer = open(cluster)) {
            send(producer, topic, THREADS, RECORDS_PER_THREAD);

            assertThat(RecordsPerRequest.of(producer)).isGreaterThan(4);
        }
        try (KafkaProducer<String, String> producer = open(cluster)) {
            send(producer, topic, 1, THREADS * RECORDS_PER_THREAD);

            assertThat(RecordsPerRequest.of(producer)).isEqualTo(1);
        }
    }

    /** What each thread gets back is its own record's outcome, and its own records stay in its order. */
    @Test
    void eachThreadLearnsTheOffsetOfItsOwnRecord(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("own");
        List<String> atOffset = new ArrayList<>(Collections.nCopies(THREADS * RECORDS_PER_THREAD, null));
        try (KafkaProducer<String, String> producer = open(cluster)) {
            send(producer, topic, THREADS, RECORDS_PER_THREAD)
                    .forEach((value, offset) -> atOffset.set(offset.intValue(), value));
        }
        assertThat(cluster.log(topic).values()).isEqualTo(atOffset);
        for (int thread = 0; thread < THREADS; thread++) {
            String mine = thread + "/";
            assertThat(atOffset.stream().filter(value -> value.startsWith(mine)))
                    .containsExactlyElementsOf(values(thread, RECORDS_PER_THREAD));
        }
    }

    /** @return the offset that SyncSend returned for each value */
    private static Map<String, Long> send(
            KafkaProducer<String, String> producer, String topic, int threads, int recordsPerThread) throws Exception {
        Map<String, Long> offsets = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> senders = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        for (String value : values(thread, recordsPerThread)) {
                            ProducerRecord<String, String> record = new ProducerRecord<>(topic, value);
                            offsets.put(
                                    value,
                                    SyncSend.send(producer, record, Duration.ofSeconds(30))
                                            .offset());
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> sender : pool.invokeAll(senders, 40, TimeUnit.SECONDS)) {
                sender.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return offsets;
    }

    private static List<String> values(int thread, int count) {
        return IntStream.range(0, count).mapToObj(i -> thread + "/" + i).toList();
    }

    private static KafkaProducer<String, String> open(KafkaCluster cluster) {
        return Producers.open(SyncSend.config(cluster.bootstrapServers()), Map.of("linger.ms", 5));
    }
}
