package dev.sendlab.transactions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

/** Turns one input into output, without a transaction. The parameters are those of {@link ConsumeThenCommit}. */
record Delivery<K, V>(
        Producer<K, V> producer,
        Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform,
        String deadLetterTopic) {

    /** Longer than the default delivery.timeout.ms of 120 s, so that the client's verdict comes first. */
    private static final Duration DEADLINE = Duration.ofSeconds(150);

    // tag::delivery[]
    /** Returns when everything that the input became is acknowledged, be it a dead letter. */
    void of(ConsumerRecord<K, V> input) throws Exception {
        try {
            deliver(outputs(input));
        } catch (Exception e) {
            if (!DeadLetter.isFaultOfTheRecord(e)) {
                throw e;
            }
            deliver(List.of(DeadLetter.of(input, e, deadLetterTopic)));
        }
    }

    private List<ProducerRecord<K, V>> outputs(ConsumerRecord<K, V> input) {
        try {
            // A copy: null, or an element that is null, is the transform's failure too.
            return List.copyOf(transform.apply(input));
        } catch (RetriableException mayPass) {
            throw mayPass;
        } catch (RuntimeException poison) {
            return List.of(DeadLetter.of(input, poison, deadLetterTopic));
        }
    }

    private void deliver(List<ProducerRecord<K, V>> outputs) throws Exception {
        for (ProducerRecord<K, V> output : outputs) {
            try {
                producer.send(output).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception failed ? failed : e;
            }
        }
    }
    // end::delivery[]
}
