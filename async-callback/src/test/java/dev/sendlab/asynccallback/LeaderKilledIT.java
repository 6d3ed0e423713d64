package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The leader dies in mid-stream, without a farewell, while its five hundredth request is on the way. With the
 * pattern's own configuration (acks=all, idempotence; but for smaller batches) every record is in the log once and in order all the same: the
 * client sends the unanswered batches again, and whoever leads then knows from their sequence numbers which it has.
 */
@Order(1)
class LeaderKilledIT {

    private static final int RECORDS = 10_000;

    /** Small batches, so that there are many of them to be in flight; some 600 instead of eighty. */
    private static final Map<String, Object> MANY_BATCHES = Map.of("batch.size", 2_048);

    private static final Match PRODUCE = Match.api(ApiKeys.PRODUCE).client("async-callback");

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Nested
    @BrokerTest(proxied = true, asSet = true)
    class OnOneBroker {

        /** There is nobody to take over: the same broker comes back with its log. */
        @Test
        void everyRecordIsThereOnceAndInOrder(PrivateCluster cluster) throws Exception {
            String topic = cluster.createTopic("one");

            sendAndKill(cluster, topic, Node::restart);
        }
    }

    @Nested
    @BrokerTest(topology = Topology.THREE, proxied = true, asSet = true)
    class OnThreeNodes {

        @Test
        void everyRecordIsThereOnceAndInOrder(PrivateCluster cluster) throws Exception {
            theLeaderIsReplaced(cluster);
        }
    }

    @Nested
    @BrokerTest(topology = Topology.CONTROLLER_AND_THREE, proxied = true, asSet = true)
    class OnThreeBrokersAndAController {

        @Test
        void everyRecordIsThereOnceAndInOrder(PrivateCluster cluster) throws Exception {
            theLeaderIsReplaced(cluster);
        }
    }

    private void theLeaderIsReplaced(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("three");
        cluster.awaitInSync(topic, 3);

        sendAndKill(cluster, topic, dead -> {
            cluster.awaitInSync(topic, 2);
            assertThat(cluster.leaderOf(topic)).isNotEqualTo(dead);
        });
    }

    private void sendAndKill(PrivateCluster cluster, String topic, Consumer<Node> afterTheKill) throws Exception {
        List<String> sent = IntStream.range(0, RECORDS)
                .mapToObj(i -> String.format("%0100d", i))
                .toList();
        CompletableFuture<Node> dead = killWhoLeadsAtItsHundredthRequest(cluster);
        try (Producer<String, String> producer =
                Producers.open(AsyncCallback.config(cluster.bootstrapServers()), MANY_BATCHES)) {
            for (String value : sent) {
                AsyncCallback.send(
                        producer,
                        new ProducerRecord<>(topic, value),
                        (record, metadata) -> acknowledged.incrementAndGet(),
                        (record, exception) -> failed.incrementAndGet());
            }
            afterTheKill.accept(dead.get(30, TimeUnit.SECONDS));
        }
        assertThat(failed).hasValue(0);
        assertThat(acknowledged).hasValue(RECORDS);
        assertThat(cluster.log(topic).values()).isEqualTo(sent);
    }

    /** On every broker, as only the leader is sent records, and once, as who takes over is sent them too. */
    private static CompletableFuture<Node> killWhoLeadsAtItsHundredthRequest(PrivateCluster cluster) {
        AtomicBoolean oneIsEnough = new AtomicBoolean();
        CompletableFuture<Node> dead = new CompletableFuture<>();
        for (Node broker : cluster.brokers()) {
            broker.proxy().add(PRODUCE, Trigger.onCall(100), Action.run(() -> {
                if (oneIsEnough.compareAndSet(false, true)) {
                    broker.kill();
                    dead.complete(broker);
                }
            }));
        }
        return dead;
    }
}
