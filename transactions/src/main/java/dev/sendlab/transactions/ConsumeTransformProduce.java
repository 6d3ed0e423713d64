package dev.sendlab.transactions;

import dev.sendlab.transactions.TransactionalSend.Ended;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Read records, write what they become, and commit the input's offsets, all in one transaction.
 *
 * <p><b>Guarantee.</b> A read_committed reader of the output sees each input's records exactly once, also when this process
 * dies anywhere and another one takes over. What the transform does elsewhere, a call or a mail, may happen again.
 *
 * <p><b>Cost.</b> A transaction per poll, and the output is visible only at its end.
 *
 * <p><b>What failure looks like.</b> {@link Ended}. After an abort the next step reads the same records again. An input that
 * cannot be transformed, or whose output the client or the broker refuses, ends as a dead letter, committed with the rest.
 *
 * <p><b>Use it when</b> input and output are topics of the same cluster and nothing may be missing or there twice.
 *
 * <p>Run it: {@code ./sendlab main ConsumeTransformProduce [bootstrap-server]}
 */
public final class ConsumeTransformProduce<K, V> {

    private static final String TOPIC = "consume-transform-produce";

    private final Consumer<K, V> consumer;
    private final Producer<K, V> producer;
    private final Outputs<K, V> outputs;

    /**
     * @param consumer with {@link #consumerConfig}, subscribed; this is its only user
     * @param producer with {@link #config}, after {@code initTransactions()}. Its max.request.size must not, and by default
     *     does not, exceed the output topics' max.message.bytes: what only the broker finds too large may expire, not fail
     * @param transform what an input becomes: none, one or more records. What it throws makes a dead letter of the input
     * @param deadLetterTopic not compacted
     */
    public ConsumeTransformProduce(
            Consumer<K, V> consumer,
            Producer<K, V> producer,
            Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform,
            String deadLetterTopic) {
        this.consumer = consumer;
        this.producer = producer;
        this.outputs = new Outputs<>(producer, transform, deadLetterTopic);
    }

    // tag::config[]
    /** The producer's. One transactional id per running instance, the same after its restart: it ends what was left open. */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, TOPIC,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, TOPIC + "-instance-1");
    }

    /** The consumer's. The transaction commits the offsets, so the consumer must not; and it must not read what was aborted. */
    public static Map<String, Object> consumerConfig(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                TOPIC,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
    }
    // end::config[]

    // tag::step[]
    /**
     * One poll, one transaction.
     *
     * @param poll how long to wait for input
     * @param deadline for the commit, as in {@link TransactionalSend#send}
     * @return how it ended; COMMITTED with no records if there was no input. After ABORTED the next step reads the same
     *     records again. After FENCED and UNKNOWN close both clients: new ones begin where the last commit ended
     * @throws RuntimeException what poll() throws; there is no transaction then
     */
    public Ended step(Duration poll, Duration deadline) {
        ConsumerRecords<K, V> inputs = consumer.poll(poll);
        // As of now: if the group gives the partitions to somebody else meanwhile, this generation's commit must fail.
        ConsumerGroupMetadata generation = consumer.groupMetadata();
        if (inputs.isEmpty()) {
            return new Ended(Ended.State.COMMITTED, 0, null);
        }
        Ended ended = transact(inputs, generation, deadline);
        if (ended.state() == Ended.State.ABORTED) {
            rewind(inputs);
        } else if (ended.state() == Ended.State.COMMITTED) {
            inputs.forEach(outputs::committed);
        }
        return ended;
    }

    private Ended transact(ConsumerRecords<K, V> inputs, ConsumerGroupMetadata generation, Duration deadline) {
        int sent = 0;
        producer.beginTransaction();
        outputs.begin();
        try {
            for (ConsumerRecord<K, V> input : inputs) {
                sent += outputs.send(input);
            }
            producer.sendOffsetsToTransaction(inputs.nextOffsets(), generation);
        } catch (RuntimeException thrown) {
            return TransactionalSend.abort(producer, sent, thrown);
        }
        return TransactionalSend.commit(producer, sent, System.nanoTime() + deadline.toNanos());
    }

    /** The position has moved on although nothing was committed; poll() would go on behind the aborted records. */
    private void rewind(ConsumerRecords<K, V> inputs) {
        for (TopicPartition partition : inputs.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, inputs.records(partition).get(0).offset());
            }
        }
    }
    // end::step[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        Orders.send(bootstrapServers, TOPIC + "-input", 100);
        int sent = 0;
        int acknowledged = 0;
        int unknown = 0;
        StringSerializer utf8 = new StringSerializer();
        StringDeserializer text = new StringDeserializer();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(consumerConfig(bootstrapServers), text, text);
                Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.initTransactions();
            consumer.subscribe(List.of(TOPIC + "-input"));
            var pattern = new ConsumeTransformProduce<>(
                    consumer, producer, paid -> Orders.shipped(TOPIC, paid), TOPIC + "-dead-letters");
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (acknowledged < 100 && unknown == 0 && System.nanoTime() - end < 0) {
                // tag::outcomes[]
                Ended ended = pattern.step(Duration.ofSeconds(1), Duration.ofSeconds(60));
                sent += ended.records();
                switch (ended.state()) {
                    case COMMITTED -> acknowledged += ended.records();
                    case ABORTED -> System.err.println("aborted, and read again: " + ended.cause());
                    case FENCED, UNKNOWN -> unknown += ended.records();
                }
                // end::outcomes[]
            }
        }
        System.out.printf(
                "consume-transform-produce: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged, sent - acknowledged - unknown, unknown);
        if (acknowledged < 100) {
            throw new IllegalStateException("not every input was committed");
        }
    }
}
