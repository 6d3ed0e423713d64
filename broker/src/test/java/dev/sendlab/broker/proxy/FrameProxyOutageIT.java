package dev.sendlab.broker.proxy;

import static dev.sendlab.broker.proxy.ProxiedProducer.WARM;
import static dev.sendlab.broker.proxy.ProxiedProducer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.protocol.ApiKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy stays while the broker behind it dies, freezes and comes back. */
@BrokerTest(proxied = true, asSet = true)
class FrameProxyOutageIT {

    private PrivateBroker broker;

    @BeforeEach
    void behindTheProxy(PrivateBroker proxied) {
        broker = proxied;
    }

    @Test
    void clientsAreTurnedAwayWhileTheBrokerIsDeadAndComeBackWithIt() throws Exception {
        String topic = broker.createTopic("killed");
        // By default a client that has lost every broker forgets its metadata (KIP-899), and then send() itself waits.
        Map<String, String> remembering = Map.of("metadata.recovery.strategy", "none");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, remembering)) {
            broker.kill();
            try (RawClient client = new RawClient(broker.proxy())) {
                assertThat(client.end()).isEqualTo("reset");
            }
            Future<RecordMetadata> meanwhile = producer.send("meanwhile");
            assertThat(meanwhile).isNotDone();

            broker.restart();

            await(meanwhile);
            await(producer.send("after"));
        }
        assertThat(broker.log(topic).values()).containsExactly(WARM, "meanwhile", "after");
    }

    @Test
    void aKillOnTheNthRequestEndsItUnanswered() throws Exception {
        String topic = broker.createTopic("killed-by-rule");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule killed = broker.proxy()
                    .add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.onCall(2), Action.run(broker::kill));
            await(producer.send("before"));
            Future<RecordMetadata> second = producer.send("again");
            Awaitility.await().until(() -> killed.fired() == 1);
            assertThat(broker.isRunning()).isFalse();
            assertThat(second).isNotDone();

            broker.restart();

            await(second);
        }
        assertThat(broker.log(topic).values()).containsExactly(WARM, "before", "again");
    }

    @Test
    void aTaskMayKillAndRestartTheBrokerAndTheRequestComesAgain() throws Exception {
        String topic = broker.createTopic("restarted-by-rule");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule restarted = broker.proxy()
                    .add(Match.api(ApiKeys.PRODUCE).client(topic), Trigger.once(), Action.run(() -> {
                        broker.kill();
                        broker.restart();
                    }));

            await(producer.send("again"));

            Awaitility.await().until(() -> restarted.fired() == 1);
        }
        assertThat(broker.log(topic).values()).containsExactly(WARM, "again");
    }

    @Test
    void aFrozenBrokerOnlyMakesWait() throws Exception {
        String topic = broker.createTopic("frozen");
        try (ProxiedProducer producer = new ProxiedProducer(broker, topic, Map.of())) {
            Rule passed = broker.proxy().add(Match.api(ApiKeys.PRODUCE), Trigger.once(), Action.forward());
            broker.pause();
            Future<RecordMetadata> future = producer.send("frozen");
            Awaitility.await().until(() -> passed.fired() == 1);
            assertThat(future).isNotDone();

            broker.resume();

            await(future);
        }
        assertThat(broker.log(topic).values()).containsExactly(WARM, "frozen");
    }
}
