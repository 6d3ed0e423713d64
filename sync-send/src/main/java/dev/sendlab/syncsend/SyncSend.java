package dev.sendlab.syncsend;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Send one record and wait for its outcome before the next.
 *
 * <p><b>Guarantee.</b> The same as with a callback: {@code acks} decides what an acknowledgement is worth, waiting adds
 * nothing to it. What waiting gives is that the next line of code knows the outcome.
 *
 * <p><b>Cost.</b> One round trip per record and thread, so no batches from one thread; with the default {@code
 * linger.ms=5} each record would also wait 5 ms for company that cannot come.
 *
 * <p><b>What failure looks like.</b> Two doors. A {@link KafkaException} is a final error, whether send() threw it or the
 * future held it; after an expiry the record may be in the log all the same. {@link TimeoutException} (of {@code
 * java.util.concurrent}) and {@link InterruptedException} are no verdict: the producer goes on trying.
 *
 * <p><b>Use it when</b> the next step must not happen without the acknowledgement, and a few hundred records a second
 * are enough.
 *
 * <p>Run it: {@code ./sendlab main SyncSend [bootstrap-server]}
 */
public final class SyncSend {

    private static final String TOPIC = "sync-send";

    private SyncSend() {}

    // tag::config[]
    /** linger.ms=0: since Kafka 4.0 the default is 5, and a lone record would wait it out (KIP-1030). */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, TOPIC,
                ProducerConfig.LINGER_MS_CONFIG, 0);
    }
    // end::config[]

    // tag::send[]
    /**
     * @param deadline for the acknowledgement; it begins when send() has returned, which may itself block for up to {@code
     *     max.block.ms}. Shorter than {@code delivery.timeout.ms}, it ends the waiting, not the
     *     sending; longer, it strikes only when the client itself can no longer answer
     * @return where the record is; with acks=0 without an offset
     * @throws KafkaException failed: the client's final error, as it is, not wrapped
     * @throws TimeoutException unknown: not failed, the record may still arrive
     * @throws InterruptedException unknown, for the same reason
     */
    public static <K, V> RecordMetadata send(Producer<K, V> producer, ProducerRecord<K, V> record, Duration deadline)
            throws InterruptedException, TimeoutException {
        Future<RecordMetadata> future = producer.send(record);
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failed) {
                throw failed;
            }
            throw new KafkaException(e.getCause());
        }
    }
    // end::send[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int sent = 0;
        int acknowledged = 0;
        int failed = 0;
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.partitionsFor(TOPIC);
            while (sent < 100 && !Thread.currentThread().isInterrupted()) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "order-" + sent, "paid");
                sent++;
                // tag::outcomes[]
                try {
                    send(producer, record, Duration.ofSeconds(150));
                    acknowledged++;
                } catch (KafkaException e) {
                    failed++;
                    System.err.println(record.key() + " failed: " + e.getMessage());
                } catch (TimeoutException e) {
                    System.err.println(record.key() + " is neither acknowledged nor failed: it may still arrive");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // end::outcomes[]
            }
            int unknown = sent - acknowledged - failed;
            System.out.printf(
                    "sync-send: sent %d, acknowledged %d, failed %d, unknown %d%n",
                    sent, acknowledged, failed, unknown);
        }
        if (acknowledged < sent) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
