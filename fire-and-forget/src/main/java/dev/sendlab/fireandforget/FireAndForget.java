package dev.sendlab.fireandforget;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Hand the record to the producer and look at nothing: no future, no callback.
 *
 * <p><b>Guarantee.</b> None that the application could check. The producer still retries for {@code
 * delivery.timeout.ms} and the brokers still acknowledge: this is a way of calling, and {@code acks=0} is a setting.
 *
 * <p><b>Cost.</b> The least code; hardly less work than a callback.
 *
 * <p><b>What failure looks like.</b> Like success. An expired record, a refused one, a full buffer: send() returns, the
 * record is gone, and only the metric {@code record-error-total} has moved. Thrown are a record that cannot be
 * serialized, an interrupt and a closed producer. A JVM that ends without close() loses all that is still buffered.
 *
 * <p><b>Use it when</b> nobody would act on a loss: samples, traces, a metric that comes again in a second.
 *
 * <p>Run it: {@code ./sendlab main FireAndForget [bootstrap-server]}
 */
public final class FireAndForget {

    private static final String TOPIC = "fire-and-forget";

    private FireAndForget() {}

    // tag::config[]
    /** Kafka's defaults: acks=all and idempotence stay on. Not looking is no reason to ask for less. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.CLIENT_ID_CONFIG, TOPIC);
    }
    // end::config[]

    // tag::send[]
    /**
     * Returns when the record is in the producer's buffer, or is lost; the caller cannot tell which. It may block for up
     * to {@code max.block.ms}, waiting for metadata or for room in the buffer.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if key or value cannot be turned into bytes
     */
    public static <K, V> void send(Producer<K, V> producer, ProducerRecord<K, V> record) {
        producer.send(record);
    }
    // end::send[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int sent = 0;
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            // Without this question an unreachable cluster would look like success, record by record.
            producer.partitionsFor(TOPIC);
            while (sent < 100) {
                send(producer, new ProducerRecord<>(TOPIC, "sensor-" + sent % 10, "21." + sent));
                sent++;
            }
            // tag::close[]
            // Sends what is buffered, for 10 s at most. What is then still unsent is lost, and not even counted.
            producer.close(Duration.ofSeconds(10));
            for (Metric metric : producer.metrics().values()) {
                MetricName name = metric.metricName();
                if (name.name().equals("record-error-total") && name.group().equals("producer-metrics")) {
                    System.out.println("record-error-total: " + metric.metricValue());
                }
            }
            // end::close[]
        }
        System.out.printf("fire-and-forget: sent %d, acknowledged 0, failed 0, unknown %d%n", sent, sent);
    }
}
