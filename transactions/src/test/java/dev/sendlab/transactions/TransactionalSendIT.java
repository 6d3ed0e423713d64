package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import dev.sendlab.broker.junit.Printed;
import dev.sendlab.transactions.TransactionalSend.Ended;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** A transaction on a broker that works: what is visible to whom, and what each error of a record does. */
@BrokerTest
class TransactionalSendIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void mainEndsWithEveryRecordCommitted(KafkaCluster cluster) {
        assertThat(Printed.by(() -> TransactionalSend.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("transactional-send: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("transactions").committedValues()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(cluster.log("transactions-audit").committedValues()).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void recordsOfSeveralTopicsAreCommittedTogether(KafkaCluster cluster) {
        String orders = cluster.createTopic("orders");
        String audit = cluster.createTopic("audit");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            Ended ended = TransactionalSend.send(
                    producer,
                    List.of(new ProducerRecord<>(orders, "order"), new ProducerRecord<>(audit, "who")),
                    DEADLINE);

            assertThat(ended).isEqualTo(new Ended(State.COMMITTED, 2, null));
        }
        assertThat(cluster.log(orders).committedValues()).containsExactly("order");
        assertThat(cluster.log(audit).committedValues()).containsExactly("who");
    }

    @Test
    void abortedRecordsAreInvisibleToReadCommittedAndToNobodyElse(KafkaCluster cluster) {
        String topic = cluster.createTopic("aborted");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("written"), () -> {
                        producer.flush();
                        throw new IllegalStateException("the caller has changed its mind");
                    }),
                    DEADLINE);
            assertThat(ended.state()).isEqualTo(State.ABORTED);

            TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("next");
        assertThat(cluster.log(topic).values()).containsExactly("written", "next");
    }

    /** C39: the first arm is what happens to those who do not abort by hand. */
    @Test
    void withoutTheAbortACommitSucceedsWithoutTheRecordThatSendThrew(KafkaCluster cluster) {
        String topic = cluster.createTopic("half");
        ProducerRecord<String, String> good = new ProducerRecord<>(topic, "good");
        ProducerRecord<String, String> bad = new ProducerRecord<>(topic, "bad");
        try (KafkaProducer<String, String> producer = Transactional.openPicky(cluster)) {
            producer.beginTransaction();
            producer.send(good);
            assertThatThrownBy(() -> producer.send(bad)).isInstanceOf(SerializationException.class);
            producer.commitTransaction();
            assertThat(cluster.log(topic).committedValues()).containsExactly("good");

            Ended ended = TransactionalSend.send(producer, List.of(good, bad), DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(ended.cause()).isInstanceOf(SerializationException.class);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("good");
    }

    /** C40: nobody looks at the futures, and the commit fails all the same. */
    @Test
    void anErrorThatOnlyAFutureHoldsFailsTheCommit(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        // batch.size=0: each record in a batch of its own.
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of("batch.size", 0))) {
            Ended ended = TransactionalSend.send(
                    producer,
                    List.of(new ProducerRecord<>(topic, "fits"), new ProducerRecord<>(topic, "x".repeat(2_000))),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(Transactional.rootOf(ended.cause())).isInstanceOf(RecordTooLargeException.class);
            ErrorAtlas.seen(
                    Transactional.rootOf(ended.cause()),
                    Channel.COMMIT,
                    Thread.currentThread(),
                    Written.ABORTED,
                    "A record of the transaction failed: abort, and begin again without it.");

            Ended next = TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "next")), DEADLINE);
            assertThat(next.state()).isEqualTo(State.COMMITTED);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("next");
    }

    /** C38: the commit sends what lingers. The control arm is the flush-less send before it, which is not there yet. */
    @Test
    void aCommitDoesNotWaitForLinger(KafkaCluster cluster) {
        String topic = cluster.createTopic("linger");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of("linger.ms", 20_000))) {
            long start = System.nanoTime();
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(
                            topic,
                            List.of("value"),
                            () -> assertThat(cluster.log(topic).values()).isEmpty()),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.COMMITTED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("value");
    }

    /** C38. */
    @Test
    void initTransactionsIsForOncePerProducer(KafkaCluster cluster) {
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            Throwable thrown = catchThrowable(producer::initTransactions);

            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            ErrorAtlas.seen(
                    thrown, Channel.INIT, Thread.currentThread(), Written.NO, "Once per producer: mend the program.");
        }
    }

    /** The control arm is every other test of this class. */
    @Test
    void withoutInitTransactionsNothingBegins(KafkaCluster cluster) {
        String topic = cluster.createTopic("not-ready");
        Map<String, Object> config = TransactionalSend.config(cluster.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                Producers.open(config, Map.of("transactional.id", Transactional.newId()))) {
            assertThatThrownBy(() ->
                            TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "value")), DEADLINE))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(cluster.log(topic).values()).isEmpty();
    }

    /** C48: each commit writes a marker into each partition, and the marker has an offset. */
    @Test
    void everyTransactionTakesOneOffsetMoreThanItsRecords(KafkaCluster cluster) {
        String topic = cluster.createTopic("gaps");
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            for (String value : List.of("a", "b")) {
                TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, value)), DEADLINE);
            }
        }
        cluster.log(topic).awaitSettled();
        assertThat(cluster.log(topic).readCommitted())
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 2L);
    }

    /** C49. */
    @Test
    void anOpenTransactionHidesWhatOthersWroteBehindIt(KafkaCluster cluster) {
        String topic = cluster.createTopic("hidden");
        try (KafkaProducer<String, String> plain = Transactional.openPlain(cluster);
                KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("in the transaction"), () -> {
                        producer.flush();
                        plain.send(new ProducerRecord<>(topic, "plain"));
                        plain.flush();
                        assertThat(cluster.log(topic).readCommitted()).isEmpty();
                        assertThat(cluster.log(topic).values()).containsExactly("in the transaction", "plain");
                    }),
                    DEADLINE);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("in the transaction", "plain");
    }

    /** C105: the transaction is its producer's, and not the thread's that began it. The control arm is its own record. */
    @Test
    void whatAnotherProducerWroteMeanwhileIsNotTakenBackByAnAbort(KafkaCluster cluster) {
        String topic = cluster.createTopic("meanwhile");
        try (KafkaProducer<String, String> plain = Transactional.openPlain(cluster);
                KafkaProducer<String, String> other = Transactional.open(cluster, Map.of());
                KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of())) {
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(topic, List.of("in the transaction"), () -> {
                        producer.flush();
                        plain.send(new ProducerRecord<>(topic, "plain"));
                        plain.flush();
                        TransactionalSend.send(other, List.of(new ProducerRecord<>(topic, "other")), DEADLINE);
                        throw new IllegalStateException("the caller has changed its mind");
                    }),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
        }
        assertThat(cluster.log(topic).committedValues()).containsExactly("plain", "other");
        assertThat(cluster.log(topic).values()).containsExactly("in the transaction", "plain", "other");
    }

    /** C47: KIP-890, with transaction.version=2, which a new cluster has. */
    @Test
    void theProducerEpochRisesWithEveryTransaction(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("epochs");
        String id = Transactional.newId();
        List<Integer> epochs = new ArrayList<>();
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, id, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (String value : List.of("a", "b", "c")) {
                TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, value)), DEADLINE);
                epochs.add(admin.describeTransactions(List.of(id))
                        .description(id)
                        .get(10, TimeUnit.SECONDS)
                        .producerEpoch());
            }
        }
        assertThat(epochs).isSorted().doesNotHaveDuplicates();
    }

    /** C46: abort undoes what was sent, and knows nothing of what was read. The control arm is the seek. */
    @Test
    void anAbortDoesNotMoveAConsumerBack(KafkaCluster cluster) {
        String input = cluster.createTopic("input");
        String output = cluster.createTopic("output");
        try (KafkaProducer<String, String> plain = Transactional.openPlain(cluster)) {
            plain.send(new ProducerRecord<>(input, "first"));
            plain.send(new ProducerRecord<>(input, "second"));
        }
        Map<String, Object> oneByOne = Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.poll.records", 1);
        TopicPartition partition = new TopicPartition(input, 0);
        try (KafkaProducer<String, String> producer = Transactional.open(cluster, Map.of());
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(oneByOne, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            String read = next(consumer);
            Ended ended = TransactionalSend.send(
                    producer,
                    Transactional.records(output, List.of(read), () -> {
                        throw new IllegalStateException("the transformation failed");
                    }),
                    DEADLINE);

            assertThat(ended.state()).isEqualTo(State.ABORTED);
            assertThat(next(consumer)).isEqualTo("second");
            consumer.seek(partition, 0);
            assertThat(next(consumer)).isEqualTo("first");
        }
    }

    /**
     * C51: with two phases no clock should end the transaction. But the client's request says nothing of them (that
     * version of InitProducerId is not released), so the coordinator's clock runs as ever. {@link TwoPhaseCommitTest} has
     * the rest.
     */
    @Test
    void twoPhaseCommitSwitchedOnChangesNothing(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("two-phases");
        for (boolean twoPhases : new boolean[] {true, false}) {
            String id = Transactional.newId();
            try (KafkaProducer<String, String> producer =
                            Transactional.open(cluster, id, Map.of("transaction.two.phase.commit.enable", twoPhases));
                    Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
                assertThat(TransactionalSend.send(producer, List.of(new ProducerRecord<>(topic, "value")), DEADLINE)
                                .state())
                        .isEqualTo(State.COMMITTED);
                assertThat(admin.describeTransactions(List.of(id))
                                .description(id)
                                .get(20, TimeUnit.SECONDS)
                                .transactionTimeoutMs())
                        .isEqualTo(60_000);
            }
        }
    }

    private static String next(KafkaConsumer<String, String> consumer) {
        ConsumerRecords<String, String> polled = consumer.poll(Duration.ofSeconds(10));
        return polled.iterator().next().value();
    }
}
