package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Exchange;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import dev.sendlab.transactions.TransactionalSend.Ended.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** C106: what a transaction asks of the brokers beyond its records. */
@BrokerTest(proxied = true)
class RoundTripsIT {

    private static final String VERSION = "transaction.version";

    private final List<Exchange> seen = new CopyOnWriteArrayList<>();

    /** A retry of the client is no request of another kind: a Produce that comes too soon after a commit is sent again. */
    @Test
    void aTransactionIsOneRequestMoreThanItsRecordsHoweverManyTheyAre(PrivateBroker broker) {
        String topic = broker.createTopic("round-trips", 2, Map.of());
        watch(broker);
        try (KafkaProducer<String, String> producer = Transactional.open(broker, Map.of())) {
            assertThat(kinds()).contains(ApiKeys.FIND_COORDINATOR, ApiKeys.INIT_PRODUCER_ID);
            send(producer, topic, 10);

            for (int records : new int[] {1, 1_000}) {
                seen.clear();
                send(producer, topic, records);
                assertThat(kinds()).containsExactly(ApiKeys.PRODUCE, ApiKeys.END_TXN);
                assertThat(apis()).containsOnlyOnce(ApiKeys.END_TXN);
            }
        }
    }

    @Test
    void theOffsetsOfAGroupAreOneRequestMore(PrivateBroker broker) {
        try (KafkaProducer<String, String> producer = Transactional.open(broker, Map.of())) {
            watch(broker);
            sendOffsets(broker, producer);
        }
        assertThat(kinds()).containsExactly(ApiKeys.FIND_COORDINATOR, ApiKeys.TXN_OFFSET_COMMIT, ApiKeys.END_TXN);
    }

    /** The control arm. */
    @Test
    void withoutATransactionThereAreOnlyTheRecords(PrivateBroker broker) {
        String topic = broker.createTopic("round-trips", 2, Map.of());
        Map<String, Object> plain = Map.of("bootstrap.servers", broker.bootstrapServers(), "client.id", "transactions");
        try (KafkaProducer<String, String> producer = Producers.open(plain, Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", "warm"));
            producer.flush();
            watch(broker);
            producer.send(new ProducerRecord<>(topic, 0, "key", "value"));
        }
        assertThat(kinds()).containsExactly(ApiKeys.PRODUCE);
    }

    /** C47, C106, the other control arm: a cluster that is set back to what it was before KIP-890. */
    @Test
    void withTransactionVersionOneWhatIsNewIsAnnouncedAndTheEpochStays(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("round-trips", 2, Map.of());
        String id = Transactional.newId();
        set(broker, 1);
        try (KafkaProducer<String, String> producer = Transactional.open(broker, id, Map.of())) {
            send(producer, topic, 1);
            int epoch = epoch(broker, id);
            watch(broker);

            send(producer, topic, 1);
            assertThat(kinds()).containsExactly(ApiKeys.ADD_PARTITIONS_TO_TXN, ApiKeys.PRODUCE, ApiKeys.END_TXN);
            assertThat(epoch(broker, id)).isEqualTo(epoch);

            seen.clear();
            sendOffsets(broker, producer);
            assertThat(kinds())
                    .containsExactly(
                            ApiKeys.ADD_OFFSETS_TO_TXN,
                            ApiKeys.FIND_COORDINATOR,
                            ApiKeys.TXN_OFFSET_COMMIT,
                            ApiKeys.END_TXN);
        } finally {
            set(broker, 2);
        }
    }

    private void watch(PrivateBroker broker) {
        broker.proxy().add(Match.any().client("transactions"), Trigger.always(), Action.watch(seen::add));
    }

    private List<ApiKeys> apis() {
        return seen.stream().map(Exchange::api).toList();
    }

    private List<ApiKeys> kinds() {
        return apis().stream().distinct().toList();
    }

    private static void sendOffsets(PrivateBroker broker, KafkaProducer<String, String> producer) {
        TopicPartition input = new TopicPartition(broker.createTopic("input"), 0);
        Map<String, Object> ofAGroup =
                Map.of("bootstrap.servers", broker.directServers(), "group.id", Transactional.newId());
        StringDeserializer utf8 = new StringDeserializer();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(ofAGroup, utf8, utf8)) {
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(input, new OffsetAndMetadata(1)), consumer.groupMetadata());
            producer.commitTransaction();
        }
    }

    private static void send(KafkaProducer<String, String> producer, String topic, int records) {
        List<ProducerRecord<String, String>> some = IntStream.range(0, records)
                .mapToObj(i -> new ProducerRecord<>(topic, i % 2, "key", "value"))
                .toList();
        assertThat(TransactionalSend.send(producer, some, Duration.ofSeconds(30))
                        .state())
                .isEqualTo(State.COMMITTED);
    }

    private static void set(PrivateBroker broker, int version) throws Exception {
        try (Admin admin = admin(broker)) {
            FeatureUpdate update =
                    new FeatureUpdate((short) version, version == 1 ? UpgradeType.SAFE_DOWNGRADE : UpgradeType.UPGRADE);
            admin.updateFeatures(Map.of(VERSION, update), new UpdateFeaturesOptions())
                    .all()
                    .get(20, TimeUnit.SECONDS);
            // The controller has decided; the broker follows.
            await().until(() -> admin.describeFeatures()
                            .featureMetadata()
                            .get(20, TimeUnit.SECONDS)
                            .finalizedFeatures()
                            .get(VERSION)
                            .maxVersionLevel()
                    == version);
        }
    }

    private static int epoch(PrivateBroker broker, String id) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.describeTransactions(List.of(id))
                    .description(id)
                    .get(20, TimeUnit.SECONDS)
                    .producerEpoch();
        }
    }

    private static Admin admin(PrivateBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", (Object) broker.directServers()));
    }
}
