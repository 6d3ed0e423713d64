package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sendlab.asynccallback.Notes.Note;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import dev.sendlab.broker.junit.Printed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** On a broker that works. */
@BrokerTest
class AsyncCallbackIT {

    private static final String IO_THREAD = "kafka-producer-network-thread | async-callback";

    private final Notes notes = new Notes();

    @Test
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> AsyncCallback.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("async-callback: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("async-callback").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void everyRecordIsToldOnceWithItsOffsetUntilCloseReturns(KafkaCluster cluster) {
        String topic = cluster.createTopic("told");
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            for (int i = 0; i < 1_000; i++) {
                notes.send(producer, new ProducerRecord<>(topic, "" + i));
            }
        }

        assertThat(notes.all())
                .extracting(Note::value)
                .containsExactlyElementsOf(cluster.log(topic).values());
        assertThat(notes.all())
                .extracting(Note::offset)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(Long::valueOf).toList());
    }

    /** C02, first half. */
    @Test
    void anOutcomeFromTheBrokerComesOnTheIoThread(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            notes.send(producer, new ProducerRecord<>(topic, "fits"));
            producer.flush();
            notes.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));
        }

        assertThat(notes.all()).extracting(Note::thread).containsExactly(IO_THREAD, IO_THREAD);
        assertThat(notes.all().get(0).exception()).isNull();
        assertThat(notes.all().get(1).exception()).isInstanceOf(RecordTooLargeException.class);
        assertThat(cluster.log(topic).values()).containsExactly("fits");
        ErrorAtlas.seen(
                notes.all().get(1).exception(),
                Channel.CALLBACK,
                notes.all().get(1).thread(),
                Written.NO,
                "Refused by the broker: raise the topic's `max.message.bytes`, or send less.");
    }

    /** C02, second half, and C03: the refused record overtakes the accepted one that was sent before it. */
    @Test
    void aRecordThatTheClientRefusesIsToldOnTheCallersThreadAndFirst(KafkaCluster cluster) {
        String topic = cluster.createTopic("overtaken");
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000, "linger.ms", 500))) {
            notes.send(producer, new ProducerRecord<>(topic, "accepted"));
            notes.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)));

            assertThat(notes.only().thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(notes.only().exception()).isInstanceOf(RecordTooLargeException.class);
            ErrorAtlas.seen(
                    notes.only().exception(),
                    Channel.CALLBACK,
                    notes.only().thread(),
                    Written.NO,
                    "Refused by the client: raise `max.request.size`, and the topic's limit with it, or send less.");
        }

        assertThat(notes.all().get(1).value()).isEqualTo("accepted");
        assertThat(notes.all().get(1).thread()).isEqualTo(IO_THREAD);
    }

    /** C04, and C02: nobody but the caller can tell it, and the caller has waited for it. */
    @Test
    void withoutMetadataTheFailureIsToldOnTheCallersThread(KafkaCluster cluster) {
        String nobody = "127.0.0.1:1";
        try (Producer<String, String> producer =
                open(cluster, Map.of("bootstrap.servers", nobody, "max.block.ms", 200))) {
            notes.send(producer, new ProducerRecord<>("anywhere", "value"));

            assertThat(notes.only().exception())
                    .isExactlyInstanceOf(org.apache.kafka.common.errors.TimeoutException.class)
                    .hasMessageContaining("not present in metadata");
            assertThat(notes.only().thread()).isEqualTo(Thread.currentThread().getName());
            ErrorAtlas.seen(
                    notes.only().exception(),
                    Channel.CALLBACK,
                    notes.only().thread(),
                    Written.NO,
                    "No metadata within `max.block.ms`: is the cluster there, does the topic exist?");
        }
    }

    /** KIP-467: the broker names the culprit, and refuses the batch. */
    @Test
    void oneInvalidRecordFailsItsWholeBatch(KafkaCluster cluster) {
        String topic = cluster.createTopic("compacted", 1, Map.of("cleanup.policy", "compact"));
        // Far too long: close() sends the one batch.
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 30_000))) {
            notes.send(producer, new ProducerRecord<>(topic, "key", "neighbour"));
            notes.send(producer, new ProducerRecord<>(topic, null, "culprit"));
        }

        assertThat(cluster.log(topic).values()).isEmpty();
        assertThat(notes.all())
                .extracting(note -> (Object) note.exception().getClass())
                .containsExactly(KafkaException.class, InvalidRecordException.class);
        ErrorAtlas.seen(
                notes.all().get(0).exception(),
                Channel.CALLBACK,
                notes.all().get(0).thread(),
                Written.NO,
                "Another record of its batch is to blame: send it again.");
        ErrorAtlas.seen(
                notes.all().get(1).exception(),
                Channel.CALLBACK,
                notes.all().get(1).thread(),
                Written.NO,
                "The topic's rules refuse it, such as no key where there must be one: park it.");
    }

    /** C01, in Kafka's own callback: it is why the pattern asks for the exception and not for the metadata. */
    @Test
    void theMetadataOfAFailedRecordIsNotNull(KafkaCluster cluster) {
        String topic = cluster.createTopic("metadata");
        RecordMetadata[] seen = new RecordMetadata[1];
        try (Producer<String, String> producer = open(cluster, Map.of("max.request.size", 1_000))) {
            producer.send(new ProducerRecord<>(topic, "x".repeat(2_000)), (metadata, exception) -> seen[0] = metadata);
        }

        assertThat(seen[0].hasOffset()).isFalse();
        assertThat(seen[0].offset()).isEqualTo(-1);
    }

    /** C06. */
    @Test
    void whatCannotBeSerializedIsThrownAndNeverTold(KafkaCluster cluster) {
        Map<String, Object> config = new HashMap<>(AsyncCallback.config(cluster.bootstrapServers()));
        String[] told = new String[1];
        try (var producer = new KafkaProducer<String, String>(config, new StringSerializer(), (topic, value) -> {
            throw new SerializationException("no bytes for " + value);
        })) {
            String topic = cluster.createTopic("no-bytes");
            Throwable thrown = catchThrowable(() -> AsyncCallback.send(
                    producer,
                    new ProducerRecord<>(topic, "value"),
                    (r, m) -> told[0] = "acknowledged",
                    (r, e) -> told[0] = "failed"));

            assertThat(thrown).isInstanceOf(SerializationException.class);
            assertThat(told[0]).isNull();
            ErrorAtlas.seen(
                    thrown, Channel.SEND, Thread.currentThread(), Written.NO, "Mend the record: no retry will help.");
        }
    }

    /** C12; the control arm is {@link #anExceptionInACallbackIsOnlyLogged}. */
    @Test
    void anErrorInACallbackEndsTheIoThreadAndLaterRecordsAreNeverToldOf(KafkaCluster cluster) {
        String topic = cluster.createTopic("error");
        Producer<String, String> producer = open(cluster, Map.of("client.id", "dying"));
        AsyncCallback.send(
                producer,
                new ProducerRecord<>(topic, "first"),
                (r, m) -> {
                    throw new AssertionError("thrown on purpose");
                },
                (r, e) -> {});
        Awaitility.await().until(() -> ioThreads("dying") == 0);

        notes.send(producer, new ProducerRecord<>(topic, "second"));
        Future<RecordMetadata> third = producer.send(new ProducerRecord<>(topic, "third"));

        assertThatThrownBy(() -> third.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        producer.close(Duration.ofSeconds(10));
        assertThat(notes.all()).isEmpty();
        assertThat(cluster.log(topic).values()).containsExactly("first");
        ErrorAtlas.seen(
                null,
                Channel.NOTHING,
                IoThread.of("dying"),
                Written.MAYBE,
                "The I/O thread is dead: watch for it, give every wait a deadline, open a new producer.");
    }

    /** C16: the futures of a batch complete when all of its callbacks have run. */
    @Test
    void aSlowCallbackDelaysTheFuturesOfItsWholeBatch(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("slow");
        CountDownLatch slow = new CountDownLatch(1);
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 100))) {
            AsyncCallback.send(producer, new ProducerRecord<>(topic, "first"), (r, m) -> await(slow), (r, e) -> {});
            Future<RecordMetadata> second = producer.send(new ProducerRecord<>(topic, "second"));

            assertThatThrownBy(() -> second.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(cluster.log(topic).values()).containsExactly("first", "second");

            slow.countDown();
            assertThat(second.get(10, TimeUnit.SECONDS).offset()).isEqualTo(1);
        }
    }

    /** The control arm is {@link #withoutMetadataTheFailureIsToldOnTheCallersThread}: without the interrupt it is told. */
    @Test
    void anInterruptWhileSendBlocksIsThrownAndNeverTold(KafkaCluster cluster) {
        String nobody = "127.0.0.1:1";
        try (Producer<String, String> producer =
                open(cluster, Map.of("bootstrap.servers", nobody, "max.block.ms", 20_000))) {
            Thread.currentThread().interrupt();

            Throwable thrown = catchThrowable(() -> notes.send(producer, new ProducerRecord<>("anywhere", "value")));

            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            assertThat(thrown).isInstanceOf(InterruptException.class);
            ErrorAtlas.seen(
                    thrown,
                    Channel.SEND,
                    Thread.currentThread(),
                    Written.NO,
                    "Interrupted while `send()` waited: stop, or send it again.");
        }
        assertThat(notes.all()).isEmpty();
    }

    /** The control arm is {@link #everyRecordIsToldOnceWithItsOffsetUntilCloseReturns}: a close with patience. */
    @Test
    void aCloseWithoutPatienceFailsWhatIsBuffered(KafkaCluster cluster) {
        String topic = cluster.createTopic("impatient-close");
        Producer<String, String> producer = open(cluster, Map.of("linger.ms", 30_000));
        notes.send(producer, new ProducerRecord<>(topic, "buffered"));

        producer.close(Duration.ZERO);

        assertThat(notes.only().exception()).isInstanceOf(KafkaException.class);
        assertThat(notes.only().thread()).isEqualTo(IO_THREAD);
        assertThat(cluster.log(topic).values()).isEmpty();
    }

    /** C07. */
    @Test
    void aClosedProducerThrowsAndTellsNothing(KafkaCluster cluster) {
        Producer<String, String> producer = open(cluster, Map.of());
        producer.close();

        Throwable thrown = catchThrowable(() -> notes.send(producer, new ProducerRecord<>("never", "value")));

        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertThat(notes.all()).isEmpty();
        ErrorAtlas.seen(
                thrown, Channel.SEND, Thread.currentThread(), Written.NO, "The producer is closed: mend the program.");
    }

    @Test
    void anExceptionInACallbackIsOnlyLogged(KafkaCluster cluster) {
        String topic = cluster.createTopic("exception");
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            AsyncCallback.send(
                    producer,
                    new ProducerRecord<>(topic, "first"),
                    (r, m) -> {
                        throw new IllegalStateException("thrown on purpose");
                    },
                    (r, e) -> {});
            producer.flush();
            notes.send(producer, new ProducerRecord<>(topic, "second"));
        }

        assertThat(notes.only().exception()).isNull();
        assertThat(cluster.log(topic).values()).isEqualTo(List.of("first", "second"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long ioThreads(String clientId) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kafka-producer-network-thread | " + clientId))
                .count();
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(AsyncCallback.config(cluster.bootstrapServers()), overlay);
    }
}
