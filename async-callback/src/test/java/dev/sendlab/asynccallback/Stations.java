package dev.sendlab.asynccallback;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.Serializer;

/** The places of the client where an application's own code runs: each notes itself and does next to nothing else. */
final class Stations {

    /** Not a property of Kafka: under this name the {@link Journey} itself stands in the configuration. */
    static final String JOURNEY = "sendlab.journey";

    private Stations() {}

    /** The producer makes the instance. */
    public static final class Interceptor implements ProducerInterceptor<String, String> {

        static final String SUFFIX = ", intercepted";

        private Journey journey;

        @Override
        public void configure(Map<String, ?> configs) {
            journey = (Journey) configs.get(JOURNEY);
        }

        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            journey.note("interceptor onSend", record.value());
            return new ProducerRecord<>(record.topic(), record.key(), record.value() + SUFFIX);
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
            journey.note("onAcknowledgement");
        }

        @Override
        public void close() {}
    }

    /** @param what key or value */
    record Bytes(Journey journey, String what) implements Serializer<String> {

        @Override
        public byte[] serialize(String topic, String data) {
            journey.note(what + " serializer", data);
            return data.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** For topics with one partition. The producer makes the instance. */
    public static final class First implements Partitioner {

        private Journey journey;

        @Override
        public void configure(Map<String, ?> configs) {
            journey = (Journey) configs.get(JOURNEY);
        }

        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            journey.note("partitioner");
            return 0;
        }

        @Override
        public void close() {}
    }
}
