package dev.sendlab.asynccallback;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Send and go on; a callback tells what became of the record.
 *
 * <p><b>Guarantee.</b> The same as with get(): {@code acks} decides what an acknowledgement is worth. Each record that
 * send() took is told of once, acknowledged or failed, until close() has returned.
 *
 * <p><b>Cost.</b> One object per record; full batches and several requests in flight.
 *
 * <p><b>What failure looks like.</b> An exception in the callback, and it is final: also a {@code RetriableException}
 * arrives only when the retries are over. The metadata is not null then, its offset is -1. What cannot be serialized is
 * thrown by send() and never reaches the callback.
 *
 * <p><b>Use it when</b> in doubt: it is the default for a service.
 *
 * <p>Run it: {@code ./sendlab main AsyncCallback [bootstrap-server]}
 */
public final class AsyncCallback {

    private static final String TOPIC = "async-callback";

    private AsyncCallback() {}

    // tag::config[]
    /** Kafka's defaults: acks=all, idempotence, five requests in flight, and linger.ms=5 for fuller batches. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::send[]
    /**
     * Returns at once, or after up to {@code max.block.ms} without metadata or without room in the buffer.
     *
     * <p>Both consumers run on the producer's one I/O thread, or on the caller's, before this method returns, when the
     * client refuses the record itself (too large, no metadata, buffer full). They must not block, and an Error thrown
     * by one of them ends the I/O thread: no later record is ever told of.
     *
     * @param acknowledged gets the record and where it is
     * @param failed gets the record and the client's final error; the record may be in the log all the same
     * @throws org.apache.kafka.common.errors.SerializationException if key or value cannot be turned into bytes
     */
    public static <K, V> void send(
            Producer<K, V> producer,
            ProducerRecord<K, V> record,
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged,
            BiConsumer<ProducerRecord<K, V>, Exception> failed) {
        producer.send(record, (metadata, exception) -> {
            // Not "metadata != null": a failed record has metadata too.
            if (exception == null) {
                acknowledged.accept(record, metadata);
            } else {
                failed.accept(record, exception);
            }
        });
    }
    // end::send[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int sent = 0;
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.partitionsFor(TOPIC);
            while (sent < 100) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "order-" + sent, "paid");
                sent++;
                // tag::outcomes[]
                send(producer, record, (r, metadata) -> acknowledged.incrementAndGet(), (r, exception) -> {
                    failed.incrementAndGet();
                    System.err.println(r.key() + " failed: " + exception.getMessage());
                });
                // end::outcomes[]
            }
        } // close() returns when each callback has run
        int unknown = sent - acknowledged.get() - failed.get();
        System.out.printf(
                "async-callback: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged.get(), failed.get(), unknown);
        if (acknowledged.get() < sent) {
            throw new IllegalStateException("not every record was acknowledged");
        }
    }
}
