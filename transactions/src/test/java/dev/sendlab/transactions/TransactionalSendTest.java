package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way in which commit and abort can answer, and the state that it means; {@link OutcomesIT} shows the real ones. */
@Timeout(10)
class TransactionalSendTest {

    private static final Serializer<String> PICKY = (topic, value) -> {
        if (value.equals("bad")) {
            throw new SerializationException("no bytes for " + value);
        }
        return value.getBytes();
    };

    private final MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(), PICKY);

    @BeforeEach
    void initTransactions() {
        producer.initTransactions();
    }

    @Test
    void committedWithAllOfItsRecords() {
        assertThat(send("a", "b")).isEqualTo(new Ended(State.COMMITTED, 2, null));
        assertThat(producer.history()).extracting(ProducerRecord::value).containsExactly("a", "b");
    }

    @Test
    void whatSendThrowsIsAbortedByHand() {
        Ended ended = send("good", "bad", "never sent");

        assertThat(ended.state()).isEqualTo(State.ABORTED);
        assertThat(ended.records()).isEqualTo(1);
        assertThat(ended.cause()).isInstanceOf(SerializationException.class);
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void whatTheCallersIterableThrowsIsAbortedToo() {
        Iterable<ProducerRecord<String, String>> broken = () -> {
            throw new IllegalStateException("no more orders");
        };

        Ended ended = TransactionalSend.send(producer, broken, Duration.ZERO);

        assertThat(ended.state()).isEqualTo(State.ABORTED);
        assertThat(producer.transactionAborted()).isTrue();
    }

    @Test
    void aCommitThatFailsIsAborted() {
        producer.commitTransactionException = new KafkaException("poisoned", new RecordTooLargeException());

        assertThat(send("a").state()).isEqualTo(State.ABORTED);
        assertThat(producer.transactionAborted()).isTrue();
    }

    @Test
    void aCommitPastItsDeadlineIsUnknownAndMustNotBeAborted() {
        producer.commitTransactionException = new TimeoutException("no answer");

        Ended ended = send("a");

        assertThat(ended.state()).isEqualTo(State.UNKNOWN);
        assertThat(ended.cause()).isInstanceOf(TimeoutException.class);
        assertThat(producer.transactionAborted()).isFalse();
    }

    @Test
    void anInterruptedCommitIsUnknownAndMustNotBeAborted() {
        producer.commitTransactionException = new InterruptException("interrupted");

        assertThat(send("a").state()).isEqualTo(State.UNKNOWN);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(producer.transactionAborted()).isFalse();
    }

    @Test
    void fencedWhenAbortIsFencedToo() {
        producer.commitTransactionException = new InvalidProducerEpochException("old epoch");
        producer.abortTransactionException = new ProducerFencedException("newer producer");

        Ended ended = send("a");

        assertThat(ended.state()).isEqualTo(State.FENCED);
        assertThat(ended.cause())
                .hasMessageContaining("ProducerFencedException: newer producer")
                .hasCauseInstanceOf(InvalidProducerEpochException.class);
    }

    @Test
    void fencedAfterACommitWithoutAnAnswerIsUnknown() {
        MockProducer<String, String> fencedAtTheSecondCommit =
                new MockProducer<>(true, null, new StringSerializer(), PICKY) {
                    @Override
                    public void commitTransaction() {
                        RuntimeException first = commitTransactionException;
                        commitTransactionException = abortTransactionException;
                        throw first;
                    }
                };
        fencedAtTheSecondCommit.initTransactions();
        fencedAtTheSecondCommit.commitTransactionException = new TimeoutException("no answer");
        fencedAtTheSecondCommit.abortTransactionException = new ProducerFencedException("newer producer");

        Ended ended = TransactionalSend.send(
                fencedAtTheSecondCommit, List.of(new ProducerRecord<>("topic", "a")), Duration.ofSeconds(5));

        assertThat(ended.state()).isEqualTo(State.UNKNOWN);
    }

    /** Kafka throws one and the same instance again and again: what is noted in it stays for the life of the JVM. */
    @Test
    void theErrorsOfKafkaAreLeftAsTheyAre() {
        producer.commitTransactionException = new InvalidProducerEpochException("old epoch");
        producer.abortTransactionException = new ProducerFencedException("newer producer");

        send("a");

        assertThat(producer.commitTransactionException.getSuppressed()).isEmpty();
        assertThat(producer.abortTransactionException.getSuppressed()).isEmpty();
    }

    /** Who reads what was committed must say so. */
    @Test
    void readersReadTheUncommittedTooUnlessTheySayOtherwise() {
        assertThat(ConsumerConfig.configDef().defaultValues())
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    }

    @Test
    void onlyAbortedWhenTheSameErrorCanBeAborted() {
        producer.commitTransactionException = new InvalidProducerEpochException("timed out at the coordinator");

        assertThat(send("a").state()).isEqualTo(State.ABORTED);
    }

    @Test
    void anAbortWithoutAnAnswerIsUnknown() {
        producer.commitTransactionException = new KafkaException("poisoned");
        producer.abortTransactionException = new TimeoutException("no answer");

        assertThat(send("a").state()).isEqualTo(State.UNKNOWN);
    }

    private Ended send(String... values) {
        List<ProducerRecord<String, String>> records = List.of(values).stream()
                .map(value -> new ProducerRecord<String, String>("topic", value))
                .toList();
        return TransactionalSend.send(producer, records, Duration.ZERO);
    }
}
