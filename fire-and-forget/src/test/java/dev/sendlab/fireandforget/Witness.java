package dev.sendlab.fireandforget;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** An interceptor that writes down, by topic, how each record ended and on which thread. The producer makes the instance. */
public final class Witness implements ProducerInterceptor<String, String> {

    /** @param exception null if it was acknowledged */
    record End(RecordMetadata metadata, Exception exception, String thread) {}

    private static final Map<String, List<End>> ENDS = new ConcurrentHashMap<>();

    static List<End> endsIn(String topic) {
        return ENDS.getOrDefault(topic, List.of());
    }

    @Override
    public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        ENDS.computeIfAbsent(metadata.topic(), topic -> new CopyOnWriteArrayList<>())
                .add(new End(metadata, exception, Thread.currentThread().getName()));
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
