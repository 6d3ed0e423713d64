package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.protocol.ApiKeys;

/** A window of one permit: first for a record that the serializer refuses, then for one whose answer is kept back. */
public final class BoundedInFlightGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("bounded-in-flight");
        Semaphore window = new Semaphore(1);
        Hold answer = new Hold();
        broker.proxy().add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.holdAnswer(answer));
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Producer<String, String> producer = NotEmpty.producer(config, Map.of("client.id", topic))) {
            String thrown = "nothing was thrown for a record without bytes";
            try {
                send(code, producer, new ProducerRecord<>(topic, ""), window);
            } catch (SerializationException e) {
                thrown = "a record that could not be serialized";
            }
            try {
                send(code, producer, new ProducerRecord<>(topic, "paid"), window);
                answer.awaitHeld(Duration.ofSeconds(10));
            } catch (TimeoutException e) {
                return Verdict.red(thrown + ", and after it no permit for the next record within 500 ms");
            }
            int underWay = window.availablePermits();
            answer.release();
            producer.flush();
            int permits = window.availablePermits();
            String seen = thrown + ", then " + underWay + " of 1 permits free while a record is under way, and "
                    + permits + " at the end";
            return new Verdict(underWay == 0 && permits == 1 && thrown.startsWith("a record"), seen);
        } finally {
            answer.release();
        }
    }

    private static void send(
            Code code, Producer<String, String> producer, ProducerRecord<String, String> record, Semaphore window)
            throws Exception {
        BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged = (r, metadata) -> {};
        BiConsumer<ProducerRecord<String, String>, Exception> failed = (r, exception) -> {};
        code.call("send", producer, record, window, Duration.ofMillis(500), acknowledged, failed);
    }
}
