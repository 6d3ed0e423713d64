package dev.sendlab.broker.proxy;

import static dev.sendlab.broker.proxy.ProxiedProducer.WARM;
import static dev.sendlab.broker.proxy.ProxiedProducer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.ProxiedBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The proxy stays while the broker behind it dies, freezes and comes back. */
@BrokerTest
class FrameProxyOutageIT {

    private static ProxiedBroker broker;

    @BeforeAll
    static void start() {
        broker = ProxiedBroker.start();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @AfterEach
    void heal() {
        broker.proxy().clear();
        if (!broker.direct().isRunning()) {
            broker.direct().restart();
        }
    }

    @Test
    void clientsAreTurnedAwayWhileTheBrokerIsDeadAndComeBackWithIt() throws Exception {
        String topic = broker.direct().createTopic("killed");
        // By default a client that has lost every broker forgets its metadata (KIP-899), and then send() itself waits.
        Map<String, String> remembering = Map.of("metadata.recovery.strategy", "none");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, remembering)) {
            broker.direct().kill();
            try (RawClient client = new RawClient(broker.proxy())) {
                assertThat(client.end()).isEqualTo("reset");
            }
            Future<RecordMetadata> meanwhile = producer.send("meanwhile");
            assertThat(meanwhile).isNotDone();

            broker.direct().restart();

            await(meanwhile);
            await(producer.send("after"));
        }
        assertThat(broker.direct().log(topic).values()).containsExactly(WARM, "meanwhile", "after");
        assertThat(broker.proxy().failures()).isEmpty();
    }

    @Test
    void aKillOnTheNthRequestEndsItUnanswered() throws Exception {
        String topic = broker.direct().createTopic("killed-by-rule");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule killed = broker.proxy()
                    .add(
                            Match.api(ApiKeys.PRODUCE).client(topic),
                            Trigger.onCall(2),
                            Action.run(broker.direct()::kill));
            await(producer.send("before"));
            Future<RecordMetadata> second = producer.send("again");
            broker.direct().awaitEnd();
            assertThat(second).isNotDone();

            broker.direct().restart();

            await(second);
            assertThat(killed.fired()).isEqualTo(1);
        }
        assertThat(broker.direct().log(topic).values()).containsExactly(WARM, "before", "again");
        assertThat(broker.proxy().failures()).isEmpty();
    }

    @Test
    void aTaskMayKillAndRestartTheBrokerAndTheRequestComesAgain() throws Exception {
        String topic = broker.direct().createTopic("restarted-by-rule");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule restarted = broker.proxy()
                    .add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.run(() -> {
                        broker.direct().kill();
                        broker.direct().restart();
                    }));

            await(producer.send("again"));

            Awaitility.await().until(() -> restarted.fired() == 1);
        }
        assertThat(broker.direct().log(topic).values()).containsExactly(WARM, "again");
        assertThat(broker.proxy().failures()).isEmpty();
    }

    @Test
    void aFrozenBrokerOnlyMakesWait() throws Exception {
        String topic = broker.direct().createTopic("frozen");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule passed = broker.proxy().add(Match.api(ApiKeys.PRODUCE), Trigger.once(), Action.forward());
            broker.direct().pause();
            Future<RecordMetadata> future = producer.send("frozen");
            Awaitility.await().until(() -> passed.fired() == 1);
            assertThat(future).isNotDone();

            broker.direct().resume();

            await(future);
        }
        assertThat(broker.direct().log(topic).values()).containsExactly(WARM, "frozen");
        assertThat(broker.proxy().failures()).isEmpty();
    }
}
