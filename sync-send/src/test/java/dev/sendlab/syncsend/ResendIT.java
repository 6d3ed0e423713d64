package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.ClientMetric;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** After a timeout: send it again under its id, or let the client do so. */
@BrokerTest
class ResendIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    /** A final error within two seconds instead of two minutes. */
    private static final Map<String, Integer> IMPATIENT =
            Map.of("max.block.ms", 15_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000);

    /** C120: five orders, six records. Who books ids books five, also when the whole log is read once more. */
    @Test
    void aResendIsBookedOnceByItsIdAndTwiceWithoutIt(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("resent");
        try (Producer<String, String> producer =
                Producers.open(SyncSend.config(broker.bootstrapServers()), IMPATIENT)) {
            for (int order = 1; order <= 5; order++) {
                ProducerRecord<String, String> record = paid(topic, "order-" + order);
                if (order == 3) {
                    broker.pause();
                    assertThatThrownBy(() -> SyncSend.send(producer, record, LONG))
                            .isExactlyInstanceOf(TimeoutException.class)
                            .hasMessageStartingWith("Expiring 1 record(s)");
                    broker.resume();
                }
                SyncSend.send(producer, record, LONG);
            }
        }

        List<ConsumerRecord<String, String>> log = broker.log(topic).readUncommitted();
        assertThat(log)
                .extracting(Bookings::idOf)
                .containsExactly("order-1", "order-2", "order-3", "order-3", "order-4", "order-5");
        try (Connection database = ShopDatabase.connect(ShopDatabase.inMemory())) {
            Bookings bookings = new Bookings(database);
            assertThat(dropped(bookings, log)).isEqualTo(1);
            assertThat(bookings.total()).isEqualTo(50);
            Bookings restarted = new Bookings(database);
            assertThat(dropped(restarted, log)).as("all of it read again").isEqualTo(6);
            assertThat(restarted.total()).isEqualTo(50);
        }
        assertThat(withIdsInMemory(log) + withIdsInMemory(log))
                .as("the same restart, of a reader that keeps the ids in memory")
                .isEqualTo(100);
        assertThat(log.stream()
                        .mapToInt(record -> Integer.parseInt(record.value()))
                        .sum())
                .as("the control arm: without the ids")
                .isEqualTo(60);
    }

    /**
     * C121: the client gives the request up, sends the batch again under the sequence number that it had, and the broker
     * gets both. {@link LostAnswerIT} has the control arm, without idempotence.
     */
    @Test
    void aClientThatMayGoOnTryingWritesItOnce(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("waited");
        Map<String, Integer> patient = Map.of("request.timeout.ms", 1_000, "delivery.timeout.ms", 30_000);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Producer<String, String> producer = Producers.open(SyncSend.config(broker.bootstrapServers()), patient)) {
            SyncSend.send(producer, paid(topic, "order-1"), LONG);
            broker.pause();
            Future<RecordMetadata> waiting = caller.submit(() -> SyncSend.send(producer, paid(topic, "order-2"), LONG));
            await().atMost(Duration.ofSeconds(20)).until(() -> retries(producer) >= 1);
            assertThat(waiting.isDone()).isFalse();
            broker.resume();

            assertThat(waiting.get(40, TimeUnit.SECONDS).offset()).isEqualTo(1);
        } finally {
            caller.shutdownNow();
        }
        assertThat(broker.log(topic).readUncommitted())
                .extracting(Bookings::idOf)
                .containsExactly("order-1", "order-2");
    }

    // tag::record[]
    /** The id is the order's own. A number drawn for each attempt would be a new one for the second. */
    private static ProducerRecord<String, String> paid(String topic, String order) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, order, "10");
        record.headers().add(Outbox.ID, order.getBytes(StandardCharsets.UTF_8));
        return record;
    }
    // end::record[]

    private static int dropped(Bookings bookings, List<ConsumerRecord<String, String>> log) throws Exception {
        int dropped = 0;
        for (ConsumerRecord<String, String> record : log) {
            dropped += bookings.book(record) ? 0 : 1;
        }
        return dropped;
    }

    private static int withIdsInMemory(List<ConsumerRecord<String, String>> log) {
        Set<String> seen = new HashSet<>();
        return log.stream()
                .filter(record -> seen.add(Bookings.idOf(record)))
                .mapToInt(record -> Integer.parseInt(record.value()))
                .sum();
    }

    private static double retries(Producer<?, ?> producer) {
        return ClientMetric.of(producer.metrics(), "producer-metrics", "record-retry-total");
    }
}
