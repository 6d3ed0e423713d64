package dev.sendlab.transactions;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Turns one input into output, within a transaction. A refused output spoils the whole transaction, so only the next one
 * can have the input as a dead letter: it is remembered till then. The parameters are those of {@link
 * ConsumeTransformProduce}.
 */
final class Outputs<K, V> {

    private final Producer<K, V> producer;
    private final Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform;
    private final String deadLetterTopic;
    /** Callbacks write to it. */
    private final Map<Input, Exception> refused = new ConcurrentHashMap<>();
    /** Whether this transaction has its culprit. */
    private final AtomicBoolean isSpoiled = new AtomicBoolean();

    Outputs(
            Producer<K, V> producer,
            Function<ConsumerRecord<K, V>, List<ProducerRecord<K, V>>> transform,
            String deadLetterTopic) {
        this.producer = producer;
        this.transform = transform;
        this.deadLetterTopic = deadLetterTopic;
    }

    // tag::outputs[]
    /** To be called when a transaction has begun. */
    void begin() {
        isSpoiled.set(false);
    }

    /** @return how many records the input has become; a dead letter counts */
    int send(ConsumerRecord<K, V> input) {
        List<ProducerRecord<K, V>> outputs = of(input);
        outputs.forEach(output -> send(Input.of(input), output));
        return outputs.size();
    }

    private List<ProducerRecord<K, V>> of(ConsumerRecord<K, V> input) {
        Exception refusal = refused.get(Input.of(input));
        if (refusal != null) {
            return List.of(DeadLetter.of(input, refusal, deadLetterTopic));
        }
        try {
            // A copy: null, or an element that is null, is the transform's failure too.
            return List.copyOf(transform.apply(input));
        } catch (RuntimeException poison) {
            return List.of(DeadLetter.of(input, poison, deadLetterTopic));
        }
    }

    private void send(Input input, ProducerRecord<K, V> output) {
        try {
            producer.send(output, (metadata, exception) -> {
                // The first one only: what the client has not sent by then, it fails with the error of the culprit.
                if (DeadLetter.isFaultOfTheRecord(exception) && !isSpoiled.getAndSet(true)) {
                    refused.put(input, exception);
                }
            });
        } catch (SerializationException noBytes) {
            // The transaction does not notice: without the abort, commit would succeed without this record.
            refused.put(input, noBytes);
            throw noBytes;
        }
    }
    // end::outputs[]

    void committed(ConsumerRecord<K, V> input) {
        refused.remove(Input.of(input));
    }

    private record Input(String topic, int partition, long offset) {
        static Input of(ConsumerRecord<?, ?> input) {
            return new Input(input.topic(), input.partition(), input.offset());
        }
    }
}
