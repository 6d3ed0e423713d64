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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.protocol.ApiKeys;

/** The broker refuses one record, and the topic for the letters cannot be reached; another record is well. */
public final class DeadLettersGrade implements Grade {

    private static final List<String> PROMISED = List.of("good acknowledged", "bad lost");

    private static final class Told {
        private final List<String> inOrder = new CopyOnWriteArrayList<>();
        private final CountDownLatch two = new CountDownLatch(2);

        void add(String what) {
            inOrder.add(what);
            two.countDown();
        }
    }

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String small = broker.createTopic("dead-letters-small", 1, Map.of("max.message.bytes", "1000"));
        String topic = broker.createTopic("dead-letters");
        Told told = new Told();
        Hold answer = new Hold();
        Map<String, Object> config = code.config(broker.bootstrapServers());
        // Nothing listens there: each letter waits for its topic's metadata, for 2.5 s.
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 2_500);
        try (Producer<String, String> parking = Producers.open(config, nowhere);
                Producer<String, String> producer = Producers.open(config, Map.of("client.id", topic))) {
            producer.send(new ProducerRecord<>(small, "before")).get(15, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic, "before")).get(15, TimeUnit.SECONDS);
            Object letters = code.create(parking, "letters", 10);
            // Held until the good one is on its way in a request of its own, whose answer is behind this one.
            broker.proxy().add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.holdAnswer(answer));
            send(letters, producer, new ProducerRecord<>(small, "bad", "x".repeat(2_000)), told);
            answer.awaitHeld(Duration.ofSeconds(10));
            send(letters, producer, new ProducerRecord<>(topic, "good", "paid"), told);
            answer.release();
            boolean bothTold = told.two.await(10, TimeUnit.SECONDS);
            Code.on(letters, "close");
            String seen = "told in this order: " + String.join(", ", told.inOrder)
                    + (bothTold ? "" : " and no more within 10 s");
            return new Verdict(told.inOrder.equals(PROMISED), seen);
        }
    }

    private static void send(
            Object letters, Producer<String, String> producer, ProducerRecord<String, String> record, Told told)
            throws Exception {
        BiConsumer<ProducerRecord<String, String>, RecordMetadata> acknowledged =
                (r, metadata) -> told.add(r.key() + " acknowledged");
        BiConsumer<ProducerRecord<String, String>, Exception> parked = (r, cause) -> told.add(r.key() + " parked");
        BiConsumer<ProducerRecord<String, String>, Exception> lost = (r, cause) -> told.add(r.key() + " lost");
        Code.on(letters, "send", producer, record, acknowledged, parked, lost);
    }
}
