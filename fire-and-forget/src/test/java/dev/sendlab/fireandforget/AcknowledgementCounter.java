package dev.sendlab.fireandforget;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hears of every outcome, whatever the caller looks at. The producer makes the instance, hence the static notes. */
public final class AcknowledgementCounter implements ProducerInterceptor<String, String> {

    private static final AtomicInteger ACKNOWLEDGED = new AtomicInteger();
    private static final List<Exception> FAILURES = new CopyOnWriteArrayList<>();

    static void reset() {
        ACKNOWLEDGED.set(0);
        FAILURES.clear();
    }

    static int acknowledged() {
        return ACKNOWLEDGED.get();
    }

    static List<Exception> failures() {
        return FAILURES;
    }

    @Override
    public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
            ACKNOWLEDGED.incrementAndGet();
        } else {
            FAILURES.add(exception);
        }
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
