package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The second record of five is one that the client refuses. */
public final class SendThenDrainGrade implements Grade {

    private static final List<String> TRUTH =
            List.of("acknowledged", "failed", "acknowledged", "acknowledged", "acknowledged");

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("send-then-drain");
        List<ProducerRecord<String, String>> chunk = new ArrayList<>();
        for (int i = 0; i < TRUTH.size(); i++) {
            chunk.add(new ProducerRecord<>(topic, "order-" + i, i == 1 ? "x".repeat(2_000) : "paid"));
        }
        List<?> outcomes;
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Producer<String, String> producer = Producers.open(config, Map.of("max.request.size", 1_000))) {
            outcomes = (List<?>) code.call("send", producer, chunk, Duration.ofSeconds(15));
        }
        List<String> told = new ArrayList<>();
        for (Object outcome : outcomes) {
            told.add(Code.on(outcome, "cause") == null ? "acknowledged" : "failed");
        }
        int written = broker.log(topic).values().size();
        return new Verdict(
                told.equals(TRUTH),
                "told of five: " + String.join(", ", told) + ", with " + written + " of them in the log");
    }
}
