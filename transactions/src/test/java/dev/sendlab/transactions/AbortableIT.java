package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** C50: what becomes of an error in a transaction. */
@BrokerTest(proxied = true)
class AbortableIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Match END_TXN = Match.api(ApiKeys.END_TXN);
    private static final Action ABORTABLE = Action.answer(Errors.TRANSACTION_ABORTABLE);

    /** The retries are over, and the record is not in the transaction. */
    @Test
    void aRetriableErrorBecomesAbortable(KafkaCluster cluster) {
        String topic = cluster.createTopic("one-partition");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of("max.block.ms", 1_000))) {
            Ended ended = TransactionalSend.send(
                    producer, List.of(new ProducerRecord<>(topic, 1, null, "there is only partition 0")), DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(ended.cause()).hasCauseInstanceOf(TransactionAbortableException.class);
            assertThat(Transactional.rootOf(ended.cause())).isInstanceOf(TimeoutException.class);
        }
    }

    /** The control arm: it keeps its class. To abort is right for it too. */
    @Test
    void anErrorThatNoRetryMendsStaysWhatItIs(KafkaCluster cluster) {
        String topic = cluster.createTopic("large");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of("max.request.size", 1_000))) {
            Ended ended =
                    TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "x".repeat(2_000))), DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(ended.cause()).hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    /** From the coordinator it means: abort, and go on. */
    @Test
    void aCommitThatIsToldToAbortLeavesAProducerThatGoesOn(PrivateBroker broker) {
        String topic = broker.createTopic("abortable");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, Map.of())) {
            Rule commit = broker.proxy().add(END_TXN, Trigger.once(), ABORTABLE);

            assertThat(send(producer, topic, "told to abort").state()).isEqualTo(State.ABORTED);
            assertThat(commit.fired()).isEqualTo(1);

            assertThat(send(producer, topic, "next").state()).isEqualTo(State.COMMITTED);
        }
        assertThat(broker.log(topic).committedValues()).containsExactly("next");
    }

    /** The control arm: where the abort itself is told to abort, nothing is left to do, and the producer is done. */
    @Test
    void anAbortThatIsToldToAbortIsFatal(PrivateBroker broker) {
        String topic = broker.createTopic("fatal");
        try (KafkaProducer<String, String> producer = Transactional.open(broker, Map.of())) {
            Rule commitAndAbort = broker.proxy().add(END_TXN, Trigger.times(2), ABORTABLE);

            assertThat(send(producer, topic, "undecided").state()).isEqualTo(State.UNKNOWN);
            assertThat(commitAndAbort.fired()).isEqualTo(2);

            assertThatThrownBy(() -> send(producer, topic, "next"))
                    .isInstanceOf(KafkaException.class)
                    .hasRootCauseInstanceOf(TransactionAbortableException.class);
        }
    }

    private static Ended send(KafkaProducer<String, String> producer, String topic, String value) {
        return TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, value)), DEADLINE);
    }
}
