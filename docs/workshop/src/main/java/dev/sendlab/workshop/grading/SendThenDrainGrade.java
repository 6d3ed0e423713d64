package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Of three chunks, one has a record that the client refuses, one a record that send() throws for, and one no answer in time. */
public final class SendThenDrainGrade implements Grade {

    private static final List<String> ONE_REFUSED =
            List.of("acknowledged", "failed", "acknowledged", "acknowledged", "acknowledged");
    private static final List<String> ONE_THROWN = List.of("acknowledged", "failed", "acknowledged");
    private static final List<String> ALL_LATE = Collections.nCopies(20, "unknown");

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("send-then-drain");
        Map<String, Object> config = code.config(broker.bootstrapServers());
        String seen;
        try (Producer<String, String> producer = NotEmpty.producer(config, Map.of("max.request.size", 1_000))) {
            Duration deadline = Duration.ofSeconds(15);
            List<String> values = List.of("paid", "x".repeat(2_000), "paid", "paid", "paid");
            List<String> told = told(code, producer, topic, values, deadline);
            // Who stops at a failure has not waited for the records behind it.
            producer.flush();
            int written = broker.log(topic).values().size();
            seen = "told of five: " + String.join(", ", told) + ", with " + written + " of them in the log";
            if (!told.equals(ONE_REFUSED)) {
                return Verdict.red(seen);
            }
            try {
                told = told(code, producer, topic, List.of("paid", "", "paid"), deadline);
            } catch (SerializationException e) {
                return Verdict.red(seen + "; of three, one without bytes: nothing, since send() threw");
            }
            seen += "; of three, one without bytes: " + String.join(", ", told);
            if (!told.equals(ONE_THROWN)) {
                return Verdict.red(seen);
            }
        }
        return oneDeadlineForAll(code, config, topic, seen);
    }

    /** Twenty records that linger for a minute: a deadline for each of them would add up to 10 s. */
    private static Verdict oneDeadlineForAll(Code code, Map<String, Object> config, String topic, String before)
            throws Exception {
        try (Producer<String, String> producer = NotEmpty.producer(config, Map.of("linger.ms", 60_000))) {
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            List<String> values = Collections.nCopies(ALL_LATE.size(), "paid");
            List<String> told = told(code, producer, topic, values, Duration.ofMillis(500));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            boolean inTime = took.compareTo(Duration.ofSeconds(5)) < 0;
            String seen = before + "; of twenty without an answer: "
                    + (told.equals(ALL_LATE) ? "unknown" : String.join(", ", told))
                    + (inTime ? ", in time" : ", after " + took.toSeconds() + " s with a deadline of 500 ms");
            return new Verdict(told.equals(ALL_LATE) && inTime, seen);
        }
    }

    private static List<String> told(
            Code code, Producer<String, String> producer, String topic, List<String> values, Duration deadline)
            throws Exception {
        List<ProducerRecord<String, String>> chunk = new ArrayList<>();
        for (String value : values) {
            chunk.add(new ProducerRecord<>(topic, "order-" + chunk.size(), value));
        }
        List<String> told = new ArrayList<>();
        for (Object outcome : (List<?>) code.call("send", producer, chunk, deadline)) {
            Object cause = Code.on(outcome, "cause");
            told.add(cause == null ? "acknowledged" : cause instanceof TimeoutException ? "unknown" : "failed");
        }
        return told;
    }
}
