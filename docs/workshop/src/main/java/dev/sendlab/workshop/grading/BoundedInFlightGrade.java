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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A window of one permit: for a record that the serializer refuses, one whose answer is kept back, one whose consumer
 * throws on the caller's thread, and one that comes after the producer's close.
 */
public final class BoundedInFlightGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("bounded-in-flight");
        Semaphore window = new Semaphore(1);
        Hold answer = new Hold();
        broker.proxy().add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.holdAnswer(answer));
        Map<String, Object> config = code.config(broker.bootstrapServers());
        Map<String, Object> overlay = Map.of("client.id", topic, "max.request.size", 1_000);
        try (Producer<String, String> producer = NotEmpty.producer(config, overlay)) {
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
                    + permits + " after it";
            if (underWay != 0 || permits != 1 || !thrown.startsWith("a record")) {
                return Verdict.red(seen);
            }
            String permitsThen = afterAThrow(code, producer, new ProducerRecord<>(topic, "x".repeat(2_000)), window);
            seen += ", " + permitsThen + " after a consumer that threw on the caller's thread";
            if (!permitsThen.equals("1")) {
                return Verdict.red(seen);
            }
            producer.close(Duration.ofSeconds(10));
            permitsThen = afterAThrow(code, producer, new ProducerRecord<>(topic, "paid"), window);
            return new Verdict(
                    permitsThen.equals("1"), seen + ", " + permitsThen + " after a send to a closed producer");
        } finally {
            answer.release();
        }
    }

    private static String afterAThrow(
            Code code, Producer<String, String> producer, ProducerRecord<String, String> record, Semaphore window)
            throws Exception {
        try {
            send(code, producer, record, window);
            return "nothing thrown";
        } catch (IllegalStateException | ThrownByConsumer expected) {
            return Integer.toString(window.availablePermits());
        }
    }

    private static void send(
            Code code, Producer<String, String> producer, ProducerRecord<String, String> record, Semaphore window)
            throws Exception {
        BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged = (r, metadata) -> {};
        BiConsumer<ProducerRecord<String, String>, Exception> failed = (r, exception) -> {
            throw new ThrownByConsumer();
        };
        code.call("send", producer, record, window, Duration.ofMillis(500), acknowledged, failed);
    }

    /** Of the kind that a mend which thinks of send() alone would catch. */
    private static final class ThrownByConsumer extends KafkaException {
        private static final long serialVersionUID = 1;
    }
}
