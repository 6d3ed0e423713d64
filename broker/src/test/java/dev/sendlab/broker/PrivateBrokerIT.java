package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

@BrokerTest(asSet = true)
class PrivateBrokerIT {

    @Test
    void keepsPortAndDataOverAKill(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("kill");
        send(broker, topic, "before");

        broker.kill();
        assertThat(broker.isRunning()).isFalse();
        broker.restart();
        send(broker, topic, "after");

        assertThat(broker.log(topic).values()).containsExactly("before", "after");
    }

    @Test
    void keepsPortAndDataOverAStop(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("stop");
        send(broker, topic, "before");

        broker.stop();
        broker.restart();
        send(broker, topic, "after");

        assertThat(broker.log(topic).values()).containsExactly("before", "after");
    }

    @Test
    void shutsDownWhenStoppedAndNotWhenKilled(PrivateCluster ours) {
        Node broker = ours.broker(1);
        long before = shutdowns(broker);

        broker.kill();
        assertThat(shutdowns(broker)).isEqualTo(before);

        broker.restart();
        broker.stop();
        assertThat(shutdowns(broker)).isEqualTo(before + 1);
    }

    private static long shutdowns(Node broker) {
        return broker.runtime().log().stream()
                .filter(line -> line.endsWith("[BrokerServer id=1] shut down completed"))
                .count();
    }

    @Test
    void answersNothingWhilePausedAndGoesOnWhenResumed(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("pause");

        broker.pause();
        assertThatThrownBy(() -> send(broker, topic, "never"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        broker.resume();
        send(broker, topic, "after");

        assertThat(broker.log(topic).values()).containsExactly("after");
    }

    @Test
    void sharedAndPrivateBrokersAreTwoBrokers(KafkaCluster shared, PrivateBroker ours) {
        assertThat(shared.bootstrapServers()).isNotEqualTo(ours.bootstrapServers());
    }

    private static void send(PrivateBroker broker, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<String, Integer> impatient =
                Map.of("max.block.ms", 1_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 6_000);
        try (var producer = Producers.open(config, impatient)) {
            producer.send(new ProducerRecord<>(topic, value)).get(10, TimeUnit.SECONDS);
        }
    }
}
