package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One record is refused, by the client as too large; the other one is well. */
public final class AsyncCallbackGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("async-callback");
        List<String> told = new CopyOnWriteArrayList<>();
        BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged =
                (record, metadata) -> told.add(record.key() + " acknowledged at offset " + metadata.offset());
        BiConsumer<ProducerRecord<String, String>, Exception> failed =
                (record, exception) -> told.add(record.key() + " failed");
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Producer<String, String> producer = Producers.open(config, Map.of("max.request.size", 1_000))) {
            code.call("send", producer, new ProducerRecord<>(topic, "large", "x".repeat(2_000)), acknowledged, failed);
            code.call("send", producer, new ProducerRecord<>(topic, "small", "paid"), acknowledged, failed);
        }
        int written = broker.log(topic).values().size();
        return new Verdict(
                told.equals(List.of("large failed", "small acknowledged at offset 0")),
                String.join(", ", told) + ", with " + written + " of the two in the log");
    }
}
