package dev.sendlab.asynccallback;

import dev.sendlab.broker.KafkaCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A producer with the pattern's configuration and a {@link Stations station} wherever there can be one. */
final class Traveller implements AutoCloseable {

    static final String CALLER = "caller";

    private final Journey journey;
    private final KafkaProducer<String, String> producer;
    private final ExecutorService caller = Executors.newSingleThreadExecutor(work -> new Thread(work, CALLER));

    Traveller(KafkaCluster cluster, Journey journey, Map<String, ?> overlay) {
        Map<String, Object> config = new HashMap<>(AsyncCallback.config(cluster.bootstrapServers()));
        config.put("interceptor.classes", List.of(Stations.Interceptor.class));
        config.put("partitioner.class", Stations.First.class);
        config.put(Stations.JOURNEY, journey);
        config.putAll(overlay);
        this.journey = journey;
        this.producer =
                new KafkaProducer<>(config, new Stations.Bytes(journey, "key"), new Stations.Bytes(journey, "value"));
    }

    /** From a thread called {@value #CALLER}, which then waits for the outcome. */
    void sendAndGet(String topic, String value) throws Exception {
        send(topic, value).get(30, TimeUnit.SECONDS);
    }

    /** The same, without waiting for that thread. */
    Future<?> send(String topic, String value) {
        return caller.submit(() -> {
            Future<RecordMetadata> future = sendHere(topic, value);
            journey.note("get() begins");
            RecordMetadata metadata = future.get(20, TimeUnit.SECONDS);
            journey.note("get() returns", "offset " + metadata.offset());
            return metadata;
        });
    }

    void partitionsFor(String topic) {
        producer.partitionsFor(topic);
    }

    /** On the thread that calls this. Kafka's own send: the pattern keeps the future, and get() is a station too. */
    Future<RecordMetadata> sendHere(String topic, String value) {
        journey.note("send() begins");
        Future<RecordMetadata> future =
                producer.send(new ProducerRecord<>(topic, "order-1", value), (metadata, exception) -> {
                    journey.note("callback begins", exception == null ? "offset " + metadata.offset() : "");
                    journey.note("callback returns");
                });
        journey.note("send() returns");
        return future;
    }

    @Override
    public void close() {
        caller.shutdown();
        producer.close();
    }
}
