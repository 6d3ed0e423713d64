package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

@BrokerTest
class PrivateBrokerIT {

    @Test
    void keepsPortAndDataOverAKill(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("kill");
        send(broker, topic, "before");
        long killed = broker.pid();

        broker.kill();
        broker.restart();
        send(broker, topic, "after");

        assertThat(broker.log(topic).values()).containsExactly("before", "after");
        assertThat(broker.pid()).isNotEqualTo(killed);
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
    void isFrozenToTheLastThreadWhenPauseReturns(PrivateBroker broker) {
        assertThat(Frozen.is(broker.pid())).isFalse();

        broker.pause();
        assertThat(Frozen.is(broker.pid())).isTrue();

        broker.resume();
        await().until(() -> !Frozen.is(broker.pid()));
    }

    @Test
    void sharedAndPrivateBrokersAreTwoBrokers(KafkaCluster shared, PrivateBroker ours) {
        assertThat(shared.bootstrapServers()).isNotEqualTo(ours.bootstrapServers());
    }

    @Test
    void aFailedStartShowsWhatTheBrokerSaid() {
        assertThatThrownBy(() -> PrivateBroker.start(Map.of("num.network.threads", "none")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("Invalid value none for configuration num.network.threads");
    }

    private static void send(PrivateBroker broker, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<String, Integer> impatient =
                Map.of("max.block.ms", 1_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 6_000);
        try (var producer = Producers.open(config, impatient)) {
            producer.send(new ProducerRecord<>(topic, value)).get(10, TimeUnit.SECONDS);
        }
    }

    /** An interrupted test, or a Ctrl-C handler, must not leave a broker behind. */
    @Test
    void anInterruptedThreadCanStillCloseItsBroker() {
        PrivateBroker broker = PrivateBroker.start();
        Thread.currentThread().interrupt();

        broker.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(broker.isRunning()).isFalse();
        assertThat(broker.directory()).doesNotExist();
        broker.close();
    }
}
