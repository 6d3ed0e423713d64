package dev.sendlab.asynccallback;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Writes down which of its three ends a record met, why, and on which thread. */
final class Fates {

    enum End {
        ACKNOWLEDGED,
        PARKED,
        LOST
    }

    /** @param cause null if it was acknowledged */
    record Fate(End end, String key, Exception cause, String thread) {}

    private final List<Fate> fates = new CopyOnWriteArrayList<>();

    void send(
            DeadLetters<String, String> letters,
            Producer<String, String> producer,
            ProducerRecord<String, String> record) {
        letters.send(producer, record, this::acknowledged, this::parked, this::lost);
    }

    List<Fate> all() {
        return fates;
    }

    /** Of the records with this end, in the order in which they were told. */
    List<String> keys(End end) {
        return fates.stream().filter(fate -> fate.end() == end).map(Fate::key).toList();
    }

    Fate only() {
        if (fates.size() != 1) {
            throw new AssertionError("one fate expected: " + fates);
        }
        return fates.get(0);
    }

    /** A letter's headers as text. */
    static Map<String, String> text(Headers headers) {
        Map<String, String> text = new LinkedHashMap<>();
        for (Header header : headers) {
            text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return text;
    }

    void acknowledged(ProducerRecord<String, String> record, RecordMetadata metadata) {
        add(End.ACKNOWLEDGED, record, null);
    }

    void parked(ProducerRecord<String, String> record, Exception cause) {
        add(End.PARKED, record, cause);
    }

    void lost(ProducerRecord<String, String> record, Exception cause) {
        add(End.LOST, record, cause);
    }

    private void add(End end, ProducerRecord<String, String> record, Exception cause) {
        fates.add(new Fate(end, record.key(), cause, Thread.currentThread().getName()));
    }
}
