package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** After a transaction that is well, a second producer with the same transactional id fences the first. */
public final class TransactionsGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("transactions");
        Map<String, Object> config = new HashMap<>(code.config(broker.bootstrapServers()));
        config.put("transactional.id", topic);
        try (Producer<String, String> first = Producers.open(config, Map.of());
                Producer<String, String> second = Producers.open(config, Map.of())) {
            first.initTransactions();
            String before = state(code, first, topic, "before");
            second.initTransactions();
            String after = state(code, first, topic, "after");
            int written = broker.log(topic).committedValues().size();
            String seen =
                    before + " before the fencing, " + after + " after it, with " + written + " of 4 records visible";
            return new Verdict(before.equals("COMMITTED") && after.equals("FENCED") && written == 2, seen);
        }
    }

    private static String state(Code code, Producer<String, String> producer, String topic, String value)
            throws Exception {
        List<ProducerRecord<String, String>> records =
                List.of(new ProducerRecord<>(topic, value), new ProducerRecord<>(topic, value));
        try {
            return Code.on(code.call("send", producer, records, Duration.ofSeconds(15)), "state")
                    .toString();
        } catch (KafkaException | IllegalStateException e) {
            return "a thrown " + e.getClass().getSimpleName();
        }
    }
}
