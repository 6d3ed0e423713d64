package dev.sendlab.fireandforget;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Fails before each record and after it. */
public final class ThrowingInterceptor implements ProducerInterceptor<String, String> {

    @Override
    public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
        throw new IllegalStateException("thrown on purpose");
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        throw new IllegalStateException("thrown on purpose");
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
