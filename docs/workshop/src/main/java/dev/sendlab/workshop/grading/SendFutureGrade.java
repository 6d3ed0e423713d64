package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The client's final error is one that is called retriable: the topic has no partition 5. */
public final class SendFutureGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("send-future");
        Executor continuations = ForkJoinPool.commonPool();
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Producer<String, String> producer = Producers.open(config, Map.of("max.block.ms", 300))) {
            producer.partitionsFor(topic);
            var record = new ProducerRecord<String, String>(topic, 5, "key", "value");
            CompletableFuture<?> outcome =
                    (CompletableFuture<?>) code.call("send", producer, record, Duration.ofSeconds(60), continuations);
            outcome.get(2, TimeUnit.SECONDS);
            return Verdict.red("a success, for a partition that does not exist");
        } catch (ExecutionException e) {
            boolean isVerdict = e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException;
            return new Verdict(isVerdict, "the future failed with " + e.getCause());
        } catch (TimeoutException e) {
            return Verdict.red("the future is open 2 s after the client's final error");
        }
    }
}
