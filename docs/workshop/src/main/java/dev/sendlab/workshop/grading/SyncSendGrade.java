package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;

/** The broker writes the record at once; its answer comes later than the caller's deadline. */
public final class SyncSendGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("sync-send");
        Map<String, Object> config = code.config(broker.bootstrapServers());
        Hold answer = new Hold();
        String told;
        try (Producer<String, String> producer = Producers.open(config, Map.of("client.id", topic))) {
            code.call("send", producer, new ProducerRecord<>(topic, "before"), Duration.ofSeconds(15));
            broker.proxy().add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.holdAnswer(answer));
            try {
                told = told(code, producer, new ProducerRecord<>(topic, "order"));
            } finally {
                answer.release();
            }
            producer.flush();
        }
        List<String> log = broker.log(topic).values();
        int written = Collections.frequency(log, "order");
        return new Verdict(
                written == 1 && told.equals("no verdict"),
                written + " copies of the record in the log, and the caller was told: " + told);
    }

    private static String told(Code code, Producer<String, String> producer, ProducerRecord<String, String> record)
            throws Exception {
        try {
            code.call("send", producer, record, Duration.ofMillis(500));
            return "acknowledged";
        } catch (TimeoutException unknown) {
            return "no verdict";
        } catch (RuntimeException failed) {
            return "failed";
        }
    }
}
