package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Database and log, on a broker that works. {@link OutboxKilledIT} has the kill. */
@BrokerTest
class OutboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String TOO_LARGE = "0".repeat(2_000) + "2";

    /** C122: the database refuses a second order of that name, and the record is out already. */
    @Test
    void whatIsSentBeforeTheCommitIsThereAlsoWhenTheDatabaseRefuses(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("ghost");
        try (Connection database = ShopDatabase.connect(ShopDatabase.inMemory());
                Producer<String, String> producer = open(cluster)) {
            DualWrite dual = new DualWrite(database, producer, topic);
            dual.sendThenCommit("order-1", "10");

            assertThatThrownBy(() -> dual.sendThenCommit("order-1", "99"))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);

            assertThat(ShopDatabase.number(database, "select sum(amount) from orders"))
                    .isEqualTo(10);
            assertThat(cluster.log(topic).values()).containsExactly("10", "99");
        }
    }

    /** C122, the control arm: the same refusal takes the record with it. */
    @Test
    void whatTheDatabaseRefusesIsNotInTheOutboxEither(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("no-ghost");
        try (Connection database = ShopDatabase.connect(ShopDatabase.inMemory());
                Producer<String, String> producer = open(cluster)) {
            Outbox outbox = new Outbox(database);
            outbox.place("order-1", "10");
            assertThatThrownBy(() -> outbox.place("order-1", "99"))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);

            assertThat(new OutboxRelay(outbox, producer, topic).relay(10)).isEqualTo(1);

            assertThat(cluster.log(topic).values()).containsExactly("10");
            assertThat(outbox.unsent(10)).isEmpty();
        }
    }

    /** C124: the topic refuses the second row for a while, and the third waits behind it. */
    @Test
    void oneByOneNoRowOvertakesOneThatFailed(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("in-order", 1, Map.of("max.message.bytes", "1000"));
        try (Connection database = ShopDatabase.connect(ShopDatabase.inMemory());
                Producer<String, String> producer = open(cluster)) {
            Outbox outbox = threeRows(database);
            OutboxRelay relay = new OutboxRelay(outbox, producer, topic);

            assertThat(relay.relay(10)).isEqualTo(1);
            assertThat(relay.relay(10)).isZero();
            takeLargerRecords(cluster, topic);
            await().atMost(SOON).until(() -> relay.relay(10) == 2);
        }
        assertThat(ids(cluster, topic)).containsExactly("1", "2", "3");
    }

    /** C124, the control arm: with the whole page under way, the third is acknowledged where the second has failed. */
    @Test
    void aPageAtATimeTheRowBehindAFailureOvertakesIt(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("overtaken", 1, Map.of("max.message.bytes", "1000"));
        try (Connection database = ShopDatabase.connect(ShopDatabase.inMemory());
                // Each record in a batch of its own.
                Producer<String, String> producer =
                        Producers.open(SendThenDrain.config(cluster.bootstrapServers()), Map.of("batch.size", 0))) {
            Outbox outbox = threeRows(database);

            assertThat(sendPage(outbox, producer, topic)).isEqualTo(2);
            takeLargerRecords(cluster, topic);
            await().atMost(SOON).until(() -> sendPage(outbox, producer, topic) == 1);
        }
        assertThat(ids(cluster, topic)).containsExactly("1", "3", "2");
    }

    private static Outbox threeRows(Connection database) throws SQLException {
        Outbox outbox = new Outbox(database);
        outbox.place("order-1", "1");
        outbox.place("order-2", TOO_LARGE);
        outbox.place("order-3", "3");
        return outbox;
    }

    // tag::page[]
    /** One wait for a page of rows. Whatever is acknowledged is marked, also behind a row that has failed. */
    private static int sendPage(Outbox outbox, Producer<String, String> producer, String topic) throws SQLException {
        List<Outbox.Row> rows = outbox.unsent(100);
        List<ProducerRecord<String, String>> page =
                rows.stream().map(row -> row.record(topic)).toList();
        var outcomes = SendThenDrain.send(producer, page, Duration.ofSeconds(20));
        int marked = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (outcomes.get(i).isAcknowledged()) {
                outbox.mark(rows.get(i));
                marked++;
            }
        }
        return marked;
    }
    // end::page[]

    private static List<String> ids(KafkaCluster cluster, String topic) {
        List<ConsumerRecord<String, String>> log = cluster.log(topic).readUncommitted();
        return log.stream().map(Bookings::idOf).toList();
    }

    /** The broker learns of it a little later than the controller, which answers. */
    private static void takeLargerRecords(KafkaCluster cluster, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp larger = new AlterConfigOp(new ConfigEntry("max.message.bytes", "100000"), OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(resource, List.of(larger));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) cluster.bootstrapServers()))) {
            admin.incrementalAlterConfigs(change).all().get(15, TimeUnit.SECONDS);
        }
    }

    private static Producer<String, String> open(KafkaCluster cluster) {
        return Producers.open(SyncSend.config(cluster.bootstrapServers()), Map.of());
    }
}
