package dev.sendlab.transactions;

import dev.sendlab.transactions.Lanes.Unfinished;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Read records, write what they become, and then commit the input's offsets by hand: {@link
 * ConsumeTransformProduce} without the transaction.
 *
 * <p><b>Guarantee.</b> At least once: an offset is committed when its output is acknowledged, never before. After a death
 * or a failure some inputs are processed again, and their output is there twice. Records of one key are processed in order.
 *
 * <p><b>Cost.</b> A round trip per record and lane, and a commit per poll; the slowest lane holds up the next poll.
 *
 * <p><b>What failure looks like.</b> {@link Processed}: a failure that may pass seeks back, and the next step reads the
 * record again; one that is the record's own makes a dead letter of it, and goes on.
 *
 * <p><b>Use it when</b> the output bears duplicates, or goes somewhere that no transaction reaches.
 *
 * <p>Run it: {@code ./sendlab main ConsumeThenCommit [bootstrap-server] [--workers N]}
 */
public final class ConsumeThenCommit<K, V> implements AutoCloseable {

    private static final String TOPIC = "consume-then-commit";

    private final Consumer<K, V> consumer;
    private final Delivery<K, V> delivery;
    private final Lanes lanes;
    private final Positions positions;

    /**
     * @param consumer with {@link #consumerConfig}; to be subscribed with {@link #listener}
     * @param producer with {@link #config}; the lanes share it, and so their records share batches. Its max.request.size must
     *     not, and by default does not, exceed the output topics' max.message.bytes
     * @param transform what an input becomes: none, one or more records. A {@link RetriableException} from it asks for the
     *     input to be read again, anything else that it throws makes a dead letter of it. Called from all lanes
     * @param deadLetterTopic not compacted
     * @param workers how many lanes
     */
    public ConsumeThenCommit(
            Consumer<K, V> consumer,
            Producer<K, V> producer,
            Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform,
            String deadLetterTopic,
            int workers) {
        this.consumer = consumer;
        this.delivery = new Delivery<>(producer, transform, deadLetterTopic);
        this.lanes = new Lanes(workers);
        this.positions = new Positions(consumer);
    }

    // tag::config[]
    /** The producer's: linger.ms=0, since each lane waits for its one record. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, TOPIC,
                ProducerConfig.LINGER_MS_CONFIG, 0);
    }

    /** The consumer's. With auto-commit, an exception and a close() would commit what was polled and never processed. */
    public static Map<String, Object> consumerConfig(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                TOPIC,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
    }
    // end::config[]

    /**
     * What a step has come to.
     *
     * @param inputs how many are processed, dead letters included; those that will be read again are not counted
     * @param cause why some will be read again, or why some offsets are not committed; null if all is well
     */
    public record Processed(int inputs, Throwable cause) {}

    // tag::step[]
    /**
     * One poll, one commit.
     *
     * @param poll how long to wait for input
     * @return what it came to; a failure that may pass is told and not waited for, so pause before the next step
     * @throws RuntimeException what poll() throws, and what commit throws that the next one cannot mend. After an
     *     InterruptException close: what was polled is neither processed nor committed
     */
    public Processed step(Duration poll) {
        ConsumerRecords<K, V> inputs = consumer.poll(poll);
        Map<TopicPartition, Unfinished> unfinished = lanes.run(inputs, delivery::of);
        positions.advance(inputs.nextOffsets());
        unfinished.forEach((partition, lowest) -> {
            // Not to commit it is not enough: the position has moved on, and poll() would go on behind the failure.
            consumer.seek(partition, lowest.offset());
            positions.advance(Map.of(partition, new OffsetAndMetadata(lowest.offset())));
        });
        int processed = positions.behind(inputs);
        Exception notCommitted = positions.commit();
        return new Processed(
                processed,
                unfinished.values().stream().map(Unfinished::cause).findFirst().orElse(notCommitted));
    }
    // end::step[]

    /** To be subscribed with: what to do with the offsets when the group is rebalanced. */
    public ConsumerRebalanceListener listener() {
        return positions;
    }

    /** Ends the lanes; the clients stay open. */
    @Override
    public void close() {
        lanes.close();
    }

    /** @param args the bootstrap servers, without any localhost:9092; then, if wanted, {@code --workers N} */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int workers = args.length > 2 && args[1].equals("--workers") ? Integer.parseInt(args[2]) : 1;
        Orders.send(bootstrapServers, TOPIC + "-input", 100);
        AtomicInteger sent = new AtomicInteger();
        int acknowledged = 0;
        StringSerializer utf8 = new StringSerializer();
        StringDeserializer text = new StringDeserializer();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(consumerConfig(bootstrapServers), text, text);
                Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8);
                var pattern = new ConsumeThenCommit<>(
                        consumer, producer, paid -> shipped(paid, sent), TOPIC + "-dead-letters", workers)) {
            consumer.subscribe(List.of(TOPIC + "-input"), pattern.listener());
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (acknowledged < 100 && System.nanoTime() - end < 0) {
                // tag::outcomes[]
                Processed processed = pattern.step(Duration.ofSeconds(1));
                acknowledged += processed.inputs();
                if (processed.cause() != null) {
                    System.err.println("not all is processed and committed: " + processed.cause());
                }
                // end::outcomes[]
            }
        }
        System.out.printf(
                "consume-then-commit: sent %d, acknowledged %d, failed %d, unknown 0%n",
                sent.get(), acknowledged, sent.get() - acknowledged);
        if (acknowledged < 100) {
            throw new IllegalStateException("not every input was processed");
        }
    }

    private static List<ProducerRecord<String, String>> shipped(
            ConsumerRecord<String, String> paid, AtomicInteger sent) {
        sent.incrementAndGet();
        return Orders.shipped(TOPIC, paid);
    }
}
