package dev.sendlab.syncsend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Send a chunk of records, then wait for the outcome of each of them.
 *
 * <p><b>Guarantee.</b> One outcome per record, in the order of the chunk, whatever became of its neighbours. {@code acks}
 * decides what an acknowledgement is worth.
 *
 * <p><b>Cost.</b> One wait per chunk instead of one per record, so batches are full; the chunk and its outcomes are held
 * in memory.
 *
 * <p><b>What failure looks like.</b> An {@link Outcome}, also for what send() has thrown: nothing is thrown here. A drain
 * loop that calls get() and stops at the first exception hides every outcome behind it.
 *
 * <p><b>Use it when</b> the next step needs a whole page, file or request to be acknowledged.
 *
 * <p>Run it: {@code ./sendlab main SendThenDrain [bootstrap-server]}
 */
public final class SendThenDrain {

    private static final String TOPIC = "send-then-drain";

    private SendThenDrain() {}

    // tag::config[]
    /** Kafka's defaults: a chunk keeps itself company, so linger.ms=5 costs 5 ms per chunk at most, not per record. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::outcome[]
    /**
     * What became of one record.
     *
     * @param record as it stood in the chunk
     * @param metadata where it is; null unless it is acknowledged
     * @param cause why it is not acknowledged; null if it is. A {@link TimeoutException} (of {@code
     *     java.util.concurrent}) or an {@link InterruptedException} is no verdict, and each other one is the client's
     *     final error
     */
    public record Outcome<K, V>(ProducerRecord<K, V> record, RecordMetadata metadata, Exception cause) {

        public boolean isAcknowledged() {
            return cause == null;
        }

        /** Not failed: the record may still arrive. */
        public boolean isUnknown() {
            return cause instanceof TimeoutException || cause instanceof InterruptedException;
        }
    }
    // end::outcome[]

    // tag::send[]
    /**
     * Sends every record of the chunk, also behind one that cannot be sent, and only then waits.
     *
     * @param deadline for all the acknowledgements together; it begins when the last record has been handed to the producer
     * @return one outcome per record, in the order of the chunk. After an interrupt, which is kept, it waits no longer: what
     *     is done by then is told, the rest is unknown
     */
    public static <K, V> List<Outcome<K, V>> send(
            Producer<K, V> producer, List<ProducerRecord<K, V>> chunk, Duration deadline) {
        List<Future<RecordMetadata>> futures = new ArrayList<>(chunk.size());
        for (ProducerRecord<K, V> record : chunk) {
            futures.add(begin(producer, record));
        }
        List<Outcome<K, V>> outcomes = new ArrayList<>(chunk.size());
        long end = System.nanoTime() + deadline.toNanos();
        boolean interrupted = Thread.interrupted();
        for (int i = 0; i < chunk.size(); i++) {
            long patience = interrupted ? 0 : end - System.nanoTime();
            Outcome<K, V> outcome = drain(chunk.get(i), futures.get(i), patience);
            interrupted |= outcome.cause() instanceof InterruptedException;
            outcomes.add(outcome);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }
    // end::send[]

    // tag::drain[]
    /** What send() throws, it has not sent: the outcome of this record, and no reason to leave out the next. */
    private static <K, V> Future<RecordMetadata> begin(Producer<K, V> producer, ProducerRecord<K, V> record) {
        try {
            return producer.send(record);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private static <K, V> Outcome<K, V> drain(
            ProducerRecord<K, V> record, Future<RecordMetadata> future, long patienceNanos) {
        try {
            return new Outcome<>(record, future.get(Math.max(0, patienceNanos), TimeUnit.NANOSECONDS), null);
        } catch (ExecutionException e) {
            return new Outcome<>(record, null, e.getCause() instanceof Exception failed ? failed : e);
        } catch (TimeoutException | InterruptedException unknown) {
            return new Outcome<>(record, null, unknown);
        }
    }
    // end::drain[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int sent = 0;
        int acknowledged = 0;
        int unknown = 0;
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.partitionsFor(TOPIC);
            while (sent < 100 && !Thread.currentThread().isInterrupted()) {
                List<ProducerRecord<String, String>> chunk = new ArrayList<>();
                while (chunk.size() < 25) {
                    chunk.add(new ProducerRecord<>(TOPIC, "order-" + sent++, "paid"));
                }
                // tag::outcomes[]
                for (Outcome<String, String> outcome : send(producer, chunk, Duration.ofSeconds(150))) {
                    if (outcome.isAcknowledged()) {
                        acknowledged++;
                    } else {
                        unknown += outcome.isUnknown() ? 1 : 0;
                        System.err.println(outcome.record().key() + ": " + outcome.cause());
                    }
                }
                // end::outcomes[]
            }
        }
        int failed = sent - acknowledged - unknown;
        System.out.printf(
                "send-then-drain: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged, failed, unknown);
        if (acknowledged < sent) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
