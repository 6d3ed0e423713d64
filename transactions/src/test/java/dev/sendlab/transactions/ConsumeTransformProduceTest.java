package dev.sendlab.transactions;

import static dev.sendlab.transactions.Polled.P0;
import static dev.sendlab.transactions.Polled.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One step at a time: what is in its transaction, and where the next one reads. */
@Timeout(10)
class ConsumeTransformProduceTest {

    private final List<String> happened = new ArrayList<>();

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerGroupMetadata groupMetadata() {
            happened.add("asked for the generation");
            return super.groupMetadata();
        }
    };

    private final MockProducer<String, String> producer =
            new MockProducer<>(true, null, new StringSerializer(), (topic, value) -> {
                if (value.equals("bad") && topic.equals("output")) {
                    throw new SerializationException("no bytes for " + value);
                }
                return value.getBytes(StandardCharsets.UTF_8);
            });

    @BeforeEach
    void begin() {
        producer.initTransactions();
        consumer.assign(List.of(P0, P1));
        consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    }

    @Test
    void theOffsetsAreInTheTransactionOfTheirOutput() {
        Polled.add(consumer, P0, 0, "a", "b");
        Polled.add(consumer, P1, 0, "c");

        assertThat(pattern().step(Duration.ZERO, Duration.ZERO)).isEqualTo(new Ended(State.COMMITTED, 3, null));

        assertThat(values("output")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
        assertThat(Polled.offsets(producer.consumerGroupOffsetsHistory()
                        .get(0)
                        .get(consumer.groupMetadata().groupId())))
                .isEqualTo(Map.of(P0, 2L, P1, 1L));
        // The consumer itself commits nothing.
        assertThat(Polled.offsets(consumer.committed(consumer.assignment()))).isEmpty();
    }

    @Test
    void withoutInputThereIsNoTransaction() {
        assertThat(pattern().step(Duration.ZERO, Duration.ZERO)).isEqualTo(new Ended(State.COMMITTED, 0, null));

        assertThat(producer.commitCount()).isZero();
        assertThat(producer.transactionInFlight()).isFalse();
    }

    /** If the group gives the partitions away while the transform runs, what we commit must be of the generation before. */
    @Test
    void theGenerationOfTheOffsetsIsTheOneThatPolledThem() {
        Polled.add(consumer, P0, 0, "a");

        pattern(input -> {
                    happened.add("transformed");
                    return copy(input);
                })
                .step(Duration.ZERO, Duration.ZERO);

        assertThat(happened).containsExactly("asked for the generation", "transformed");
    }

    /** C46. */
    @Test
    void afterAnAbortTheNextStepReadsTheSameRecordsAgain() {
        ConsumeTransformProduce<String, String> pattern = pattern();
        Polled.add(consumer, P0, 0, "a");
        pattern.step(Duration.ZERO, Duration.ZERO);
        Polled.add(consumer, P0, 1, "b", "c");
        Polled.add(consumer, P1, 0, "d");
        CommitFailedException kickedOut = new CommitFailedException("kicked out");
        producer.sendOffsetsToTransactionException = kickedOut;

        assertThat(pattern.step(Duration.ZERO, Duration.ZERO)).isEqualTo(new Ended(State.ABORTED, 3, kickedOut));

        assertThat(producer.transactionAborted()).isTrue();
        assertThat(consumer.position(P0)).isEqualTo(1);
        assertThat(consumer.position(P1)).isEqualTo(0);
    }

    /** The control arm of the one before. */
    @Test
    void afterACommitTheNextStepGoesOn() {
        Polled.add(consumer, P0, 0, "a", "b");

        pattern().step(Duration.ZERO, Duration.ZERO);

        assertThat(consumer.position(P0)).isEqualTo(2);
    }

    /** The position then belongs to whoever takes over, and a seek would throw. */
    @Test
    void anAbortLeavesAPartitionAloneThatIsTakenAway() {
        Polled.add(consumer, P0, 0, "a");
        Polled.add(consumer, P1, 0, "b");
        producer.sendOffsetsToTransactionException = new CommitFailedException("kicked out");

        pattern(input -> {
                    consumer.assign(List.of(P1));
                    return copy(input);
                })
                .step(Duration.ZERO, Duration.ZERO);

        assertThat(consumer.position(P1)).isEqualTo(0);
    }

    @Test
    void aFailureOfTheTransformIsADeadLetterInTheSameTransaction() {
        Polled.add(consumer, P0, 0, "a", "poison", "b");

        Ended ended = pattern(input -> {
                    if (input.value().equals("poison")) {
                        throw new IllegalArgumentException("not an order");
                    }
                    return copy(input);
                })
                .step(Duration.ZERO, Duration.ZERO);

        assertThat(ended).isEqualTo(new Ended(State.COMMITTED, 3, null));
        assertThat(values("output")).containsExactly("a", "b");
        assertThat(values("dead")).containsExactly("poison");
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void aTransformThatReturnsNullHasFailed() {
        Polled.add(consumer, P0, 0, "null", "null inside", "b");

        Ended ended = pattern(input -> switch (input.value()) {
                    case "null" -> null;
                    case "null inside" -> Arrays.asList(copy(input).get(0), null);
                    default -> copy(input);
                })
                .step(Duration.ZERO, Duration.ZERO);

        assertThat(ended).isEqualTo(new Ended(State.COMMITTED, 3, null));
        assertThat(values("output")).containsExactly("b");
        assertThat(values("dead")).containsExactly("null", "null inside");
    }

    /** C39: without the abort, commit succeeds without that record. */
    @Test
    void whatCannotBeSerializedAbortsAndIsADeadLetterInTheRetry() {
        ConsumeTransformProduce<String, String> pattern = pattern();
        Polled.add(consumer, P0, 0, "a", "bad", "b");

        Ended first = pattern.step(Duration.ZERO, Duration.ZERO);

        assertThat(first.state()).isEqualTo(State.ABORTED);
        assertThat(first.cause()).isInstanceOf(SerializationException.class);
        assertThat(producer.history()).isEmpty();
        assertThat(consumer.position(P0)).isEqualTo(0);

        Polled.add(consumer, P0, 0, "a", "bad", "b");
        assertThat(pattern.step(Duration.ZERO, Duration.ZERO)).isEqualTo(new Ended(State.COMMITTED, 3, null));
        assertThat(values("output")).containsExactly("a", "b");
        assertThat(values("dead")).containsExactly("bad");
    }

    /** Else a partition that always has input could hold up one with a refused record for ever. */
    @Test
    void aRefusalIsKeptUntilItsOwnRecordIsCommitted() {
        ConsumeTransformProduce<String, String> pattern = pattern();
        Polled.add(consumer, P0, 0, "bad");
        assertThat(pattern.step(Duration.ZERO, Duration.ZERO).state()).isEqualTo(State.ABORTED);
        Polled.add(consumer, P1, 0, "other");
        assertThat(pattern.step(Duration.ZERO, Duration.ZERO).state()).isEqualTo(State.COMMITTED);
        Polled.add(consumer, P0, 0, "bad");

        assertThat(pattern.step(Duration.ZERO, Duration.ZERO)).isEqualTo(new Ended(State.COMMITTED, 1, null));

        assertThat(values("dead")).containsExactly("bad");
    }

    /** It may pass: nothing is lost by reading the input again. */
    @Test
    void aFailureThatIsNotTheRecordsOwnMakesNoDeadLetter() {
        ConsumeTransformProduce<String, String> pattern = pattern();
        Polled.add(consumer, P0, 0, "a");
        producer.commitTransactionException = new KafkaException("poisoned", new TimeoutException("expired"));
        assertThat(pattern.step(Duration.ZERO, Duration.ZERO).state()).isEqualTo(State.ABORTED);
        producer.commitTransactionException = null;
        Polled.add(consumer, P0, 0, "a");

        pattern.step(Duration.ZERO, Duration.ZERO);

        assertThat(values("output")).containsExactly("a");
        assertThat(values("dead")).isEmpty();
    }

    @Test
    void anUndecidedTransactionIsNeitherAbortedNorReadAgain() {
        Polled.add(consumer, P0, 0, "a");
        producer.commitTransactionException = new TimeoutException("no answer");

        assertThat(pattern().step(Duration.ZERO, Duration.ZERO).state()).isEqualTo(State.UNKNOWN);

        assertThat(producer.transactionAborted()).isFalse();
        assertThat(consumer.position(P0)).isEqualTo(1);
    }

    @Test
    void whatPollThrowsIsThrownAndBeginsNoTransaction() {
        consumer.setPollException(new KafkaException("not a string"));

        assertThatThrownBy(() -> pattern().step(Duration.ZERO, Duration.ZERO)).hasMessage("not a string");

        assertThat(producer.transactionInFlight()).isFalse();
    }

    private ConsumeTransformProduce<String, String> pattern() {
        return pattern(ConsumeTransformProduceTest::copy);
    }

    private ConsumeTransformProduce<String, String> pattern(
            Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> transform) {
        return new ConsumeTransformProduce<>(consumer, producer, transform, "dead");
    }

    private static List<ProducerRecord<String, String>> copy(ConsumerRecord<String, String> input) {
        return List.of(new ProducerRecord<>("output", input.key(), input.value()));
    }

    private List<String> values(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(ProducerRecord::value)
                .toList();
    }
}
