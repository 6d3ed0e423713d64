package dev.sendlab.asynccallback;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes down what a callback was told and on which thread. To assert in a callback would be to throw in it. */
final class Notes {

    /** @param exception null if it was acknowledged */
    record Note(String value, long offset, Exception exception, String thread) {}

    private final List<Note> notes = new CopyOnWriteArrayList<>();

    void send(Producer<String, String> producer, ProducerRecord<String, String> record) {
        AsyncCallback.send(producer, record, this::acknowledged, this::failed);
    }

    void acknowledged(ProducerRecord<String, String> record, RecordMetadata metadata) {
        notes.add(new Note(record.value(), metadata.offset(), null, thread()));
    }

    void failed(ProducerRecord<String, String> record, Exception exception) {
        notes.add(new Note(record.value(), -1, exception, thread()));
    }

    List<Note> all() {
        return notes;
    }

    Note only() {
        if (notes.size() != 1) {
            throw new AssertionError("one note expected: " + notes);
        }
        return notes.get(0);
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }
}
