package dev.sendlab.transactions;

import static dev.sendlab.transactions.Polled.P0;
import static dev.sendlab.transactions.Polled.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.transactions.ConsumeThenCommit.Processed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One step at a time: what is committed, what is read again, and what a rebalance does with what is not committed yet. */
@Timeout(10)
class ConsumeThenCommitTest {

    private RuntimeException commitFails;
    private final List<Map<TopicPartition, Long>> commits = new ArrayList<>();

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (commitFails != null) {
                throw commitFails;
            }
            commits.add(Polled.offsets(offsets));
            super.commitSync(offsets);
        }
    };

    private final MockProducer<String, String> producer =
            new MockProducer<>(true, null, new StringSerializer(), (topic, value) -> {
                if (value.equals("bad") && topic.equals("output")) {
                    throw new SerializationException("no bytes for " + value);
                }
                return value.getBytes(StandardCharsets.UTF_8);
            });

    private ConsumeThenCommit<String, String> pattern = pattern(ConsumeThenCommitTest::copy);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(P0, P1));
        consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    }

    @AfterEach
    void close() {
        pattern.close();
    }

    @Test
    void theOffsetBehindTheLastRecordOfEachPartitionIsCommitted() {
        Polled.add(consumer, P0, 0, "a", "b");
        Polled.add(consumer, P1, 0, "c");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(3, null));

        assertThat(values("output")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(commits).containsExactly(Map.of(P0, 2L, P1, 1L));
    }

    @Test
    void withoutInputNothingIsCommitted() {
        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(0, null));

        assertThat(commits).isEmpty();
    }

    /** C52. */
    @Test
    void afterAFailureThatMayPassTheNextStepReadsTheRecordAgain() {
        RetriableException mayPass = new TimeoutException("the shop is closed");
        pattern = pattern(failingAt("b", mayPass));
        Polled.add(consumer, P0, 0, "a", "b", "c");
        Polled.add(consumer, P1, 0, "d");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(2, mayPass));

        assertThat(values("output")).containsExactlyInAnyOrder("a", "d");
        assertThat(commits).containsExactly(Map.of(P0, 1L, P1, 1L));
        assertThat(consumer.position(P0)).isEqualTo(1);
        assertThat(consumer.position(P1)).isEqualTo(1);
    }

    /** The control arm of the one before. */
    @Test
    void afterACommitTheNextStepGoesOn() {
        Polled.add(consumer, P0, 0, "a", "b", "c");

        pattern.step(Duration.ZERO);

        assertThat(consumer.position(P0)).isEqualTo(3);
    }

    @Test
    void aFailureOfTheTransformIsADeadLetterAndCommitted() {
        pattern = pattern(failingAt("b", new IllegalArgumentException("not an order")));
        Polled.add(consumer, P0, 0, "a", "b", "c");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(3, null));

        assertThat(values("output")).containsExactly("a", "c");
        assertThat(values("dead")).containsExactly("b");
        assertThat(commits).containsExactly(Map.of(P0, 3L));
    }

    @Test
    void aTransformThatReturnsNullHasFailed() {
        pattern = pattern(input -> null);
        Polled.add(consumer, P0, 0, "a");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(1, null));

        assertThat(values("dead")).containsExactly("a");
    }

    @Test
    void whatCannotBeSerializedIsADeadLetterAndCommitted() {
        Polled.add(consumer, P0, 0, "a", "bad", "c");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(3, null));

        assertThat(values("output")).containsExactly("a", "c");
        assertThat(values("dead")).containsExactly("bad");
        assertThat(commits).containsExactly(Map.of(P0, 3L));
    }

    @Test
    void aSendThatFailsOtherwiseIsReadAgain() {
        KafkaException refused = new AuthorizationException("not your topic");
        producer.sendException = refused;
        Polled.add(consumer, P0, 0, "a");

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(0, refused));

        assertThat(commits).containsExactly(Map.of(P0, 0L));
        assertThat(consumer.position(P0)).isEqualTo(0);
    }

    @Test
    void aCommitThatFailedIsMadeUpForByTheNext() {
        Polled.add(consumer, P0, 0, "a");
        commitFails = new TimeoutException("no answer");
        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(1, commitFails));
        commitFails = null;

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(0, null));

        assertThat(commits).containsExactly(Map.of(P0, 1L));
    }

    @Test
    void aCommitThatNoOtherCanMendIsThrown() {
        Polled.add(consumer, P0, 0, "a");
        commitFails = new AuthorizationException("not your group");

        assertThatThrownBy(() -> pattern.step(Duration.ZERO)).isSameAs(commitFails);
    }

    @Test
    void whatIsRevokedIsCommittedBeforeItIsGone() {
        processedAndNotCommitted();

        pattern.listener().onPartitionsRevoked(List.of(P0));

        assertThat(commits).containsExactly(Map.of(P0, 1L));
        pattern.step(Duration.ZERO);
        assertThat(commits).containsExactly(Map.of(P0, 1L), Map.of(P1, 1L));
    }

    /** The next owner may be further on, and a commit from here would take it back. */
    @Test
    void whatIsRevokedAndCannotBeCommittedIsNotCommittedLater() {
        processedAndNotCommitted();
        commitFails = new TimeoutException("no answer");
        pattern.listener().onPartitionsRevoked(List.of(P0));
        commitFails = null;

        pattern.step(Duration.ZERO);

        assertThat(commits).containsExactly(Map.of(P1, 1L));
    }

    @Test
    void aRevocationThatCannotBeCommittedIsToldByItsStep() {
        processedAndNotCommitted();
        commitFails = new TimeoutException("no answer");
        consumer.schedulePollTask(() -> {
            pattern.listener().onPartitionsRevoked(List.of(P0, P1));
            consumer.assign(List.of());
        });

        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(0, commitFails));
        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(0, null));
    }

    /** C57. */
    @Test
    void whatIsLostIsNotCommitted() {
        processedAndNotCommitted();

        pattern.listener().onPartitionsLost(List.of(P0));

        assertThat(commits).isEmpty();
        pattern.step(Duration.ZERO);
        assertThat(commits).containsExactly(Map.of(P1, 1L));
    }

    /** One record of each partition. */
    private void processedAndNotCommitted() {
        Polled.add(consumer, P0, 0, "a");
        Polled.add(consumer, P1, 0, "b");
        commitFails = new CommitFailedException("kicked out");
        assertThat(pattern.step(Duration.ZERO)).isEqualTo(new Processed(2, commitFails));
        commitFails = null;
    }

    private ConsumeThenCommit<String, String> pattern(
            Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> transform) {
        return new ConsumeThenCommit<>(consumer, producer, transform, "dead", 1);
    }

    private static Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> failingAt(
            String value, RuntimeException failure) {
        return input -> {
            if (input.value().equals(value)) {
                throw failure;
            }
            return copy(input);
        };
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
