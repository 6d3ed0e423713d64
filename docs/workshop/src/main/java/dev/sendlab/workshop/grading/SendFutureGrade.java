package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Two failures: one that is called retriable, since the topic has no partition 5, and one that send() throws. */
public final class SendFutureGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("send-future");
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Producer<String, String> producer = NotEmpty.producer(config, Map.of("max.block.ms", 2_000))) {
            producer.partitionsFor(topic);
            String retriable = outcome(code, producer, new ProducerRecord<>(topic, 5, "key", "value"));
            if (!retriable.startsWith("failed with TimeoutException")) {
                return Verdict.red("the future " + retriable);
            }
            String withoutBytes = outcome(code, producer, new ProducerRecord<>(topic, "key", ""));
            return new Verdict(
                    withoutBytes.equals("failed with SerializationException"),
                    "the future " + retriable + ", and for a record without bytes it " + withoutBytes);
        }
    }

    private static String outcome(Code code, Producer<String, String> producer, ProducerRecord<String, String> record)
            throws Exception {
        try {
            CompletableFuture<?> future = (CompletableFuture<?>)
                    code.call("send", producer, record, Duration.ofSeconds(60), ForkJoinPool.commonPool());
            future.get(2, TimeUnit.SECONDS);
            return "succeeded";
        } catch (ExecutionException e) {
            return "failed with " + e.getCause().getClass().getSimpleName();
        } catch (SerializationException e) {
            return "was not there, since send() threw";
        } catch (TimeoutException e) {
            return "is open 2 s after the client's final error";
        }
    }
}
