package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What depends on the order and on the thread of the {@link Stations}; {@link JourneyIT} shows both. */
@BrokerTest
class StationsIT {

    private final Journey journey = new Journey();

    /** C100. The control arm is the same producer without an interceptor. */
    @Test
    void whatTheInterceptorReturnsIsSerializedAndSent(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("intercepted");
        try (Traveller with = new Traveller(cluster, journey, Map.of());
                Traveller without = new Traveller(cluster, journey, Map.of("interceptor.classes", List.of()))) {
            with.sendAndGet(topic, "first");
            without.sendAndGet(topic, "second");
        }
        assertThat(journey.steps())
                .filteredOn(step -> step.stage().equals("value serializer"))
                .extracting(Journey.Step::detail)
                .containsExactly("first, intercepted", "second");
        assertThat(cluster.log(topic).values()).containsExactly("first, intercepted", "second");
    }

    /** C101: it is whoever calls, and no thread of Kafka's. */
    @Test
    void anotherCallerSerializesOnItsOwnThread(KafkaCluster cluster) {
        String topic = cluster.createTopic("another-caller");
        try (Traveller traveller = new Traveller(cluster, journey, Map.of())) {
            traveller.sendHere(topic, "paid");
        }
        assertThat(journey.stages(Thread.currentThread().getName()))
                .isEqualTo(List.of(
                        "send() begins",
                        "interceptor onSend",
                        "key serializer",
                        "value serializer",
                        "partitioner",
                        "send() returns"));
        assertThat(journey.stages(Traveller.CALLER)).isEmpty();
    }

    /** C103, the control arm: refused by the client itself, it is told the other way round, before send() returns. */
    @Test
    void ofARecordThatTheClientRefusesTheCallbackHearsFirst(KafkaCluster cluster) {
        String topic = cluster.createTopic("refused");
        try (Traveller traveller = new Traveller(cluster, journey, Map.of("max.request.size", 1_000))) {
            traveller.sendHere(topic, "x".repeat(2_000));

            assertThat(journey.stages(Thread.currentThread().getName()))
                    .containsSubsequence(
                            "partitioner", "callback begins", "callback returns", "onAcknowledgement", "send() returns")
                    .hasSize(9);
        }
    }
}
