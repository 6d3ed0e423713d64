package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Hold;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Rule;
import dev.sendlab.broker.proxy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

/** The stages of a record from send() to its acknowledgement, each with its thread. The figure in the pages is one of them. */
@BrokerTest(proxied = true)
class JourneyIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Match OURS = Match.any().client("async-callback");
    private static final String IO_THREAD = "kafka-producer-network-thread | async-callback";

    private static final List<String> CALLERS_STAGES = List.of(
            "send() begins",
            "interceptor onSend",
            "key serializer",
            "value serializer",
            "partitioner",
            "send() returns",
            "get() begins",
            "get() returns");
    private static final List<String> IO_STAGES = List.of("onAcknowledgement", "callback begins", "callback returns");

    private final Journey journey = new Journey();

    /** C101, C103. Threads have no order among themselves but where one waits for another. */
    @Test
    void theRecordOfAWarmProducerMeetsEachStageOnItsThread(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("journey");
        try (Traveller traveller = new Traveller(broker, journey, Map.of())) {
            for (int i = 0; i < 1_000; i++) {
                traveller.sendHere(topic, "warm");
            }
            traveller.sendAndGet(topic, "warm");
            broker.proxy().add(OURS, Trigger.always(), Action.watch(journey::passed));
            journey.begin();

            traveller.sendAndGet(topic, "paid");
        }
        assertThat(journey.stages(Traveller.CALLER)).isEqualTo(CALLERS_STAGES);
        assertThat(journey.stages(IO_THREAD)).isEqualTo(IO_STAGES);
        assertThat(journey.stages(Journey.WIRE)).containsExactly("Produce request", "Produce answer");
        assertThat(Stream.of("partitioner", "Produce request", "Produce answer", "onAcknowledgement")
                        .map(journey::at))
                .isSorted();
        assertThat(journey.at("get() returns")).isGreaterThan(journey.at("callback returns"));

        Recording recording = Recording.of("journey.txt");
        recording.writeIfAskedFor(journey);
        for (String thread : List.of(Traveller.CALLER, IO_THREAD, Journey.WIRE)) {
            assertThat(recording.stages(thread)).as(recording.mend()).isEqualTo(journey.stages(thread));
        }
    }

    /** C102, C104: what a new producer asks for, once each unless a broker that has just begun is not ready for it. */
    @Test
    void theFirstRecordWaitsForVersionsMetadataAndProducerId(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("journey");
        try (Traveller other = new Traveller(broker, journey, Map.of("client.id", "other"))) {
            other.sendAndGet(topic, "warms the broker");
        }
        broker.proxy().add(OURS, Trigger.always(), Action.watch(journey::passed));
        journey.begin();
        try (Traveller traveller = new Traveller(broker, journey, Map.of())) {
            traveller.sendAndGet(topic, "paid");
        }
        List<String> asked =
                List.of("ApiVersions request", "Metadata request", "InitProducerId request", "Produce request");
        assertThat(journey.stages(Traveller.CALLER)).isEqualTo(CALLERS_STAGES);
        assertThat(journey.stages(IO_THREAD)).isEqualTo(IO_STAGES);
        assertThat(requests(journey.stages(Journey.WIRE))).isEqualTo(asked);

        Recording recording = Recording.of("journey-first-send.txt");
        recording.writeIfAskedFor(journey);
        assertThat(recording.stages(Traveller.CALLER)).as(recording.mend()).isEqualTo(CALLERS_STAGES);
        assertThat(recording.stages(IO_THREAD)).as(recording.mend()).isEqualTo(IO_STAGES);
        assertThat(requests(recording.stages(Journey.WIRE)))
                .as(recording.mend())
                .isEqualTo(asked);
    }

    /** C102. The control arm is the second half: with the answer it goes on; the journey of a warm producer has no such wait. */
    @Test
    void sendWaitsForMetadataBehindTheInterceptorAndBeforeTheSerializers(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("metadata");
        Hold answer = new Hold();
        broker.proxy()
                .add(Match.api(ApiKeys.METADATA).client("async-callback"), Trigger.once(), Action.holdAnswer(answer));
        try (Traveller traveller = new Traveller(broker, journey, Map.of())) {
            Future<?> sent = traveller.send(topic, "waits");
            answer.awaitHeld(SOON);
            await().until(() -> journey.stages(Traveller.CALLER).contains("interceptor onSend"));

            await().during(Duration.ofMillis(300))
                    .until(() -> journey.stages(Traveller.CALLER).size() == 2);
            answer.release();

            sent.get(20, TimeUnit.SECONDS);
        } finally {
            answer.release();
        }
        assertThat(journey.stages(Traveller.CALLER)).isEqualTo(CALLERS_STAGES);
    }

    /** C102, the other way to have metadata. */
    @Test
    void afterPartitionsForTheFirstSendAsksForNoMetadata(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("partitions-for");
        try (Traveller traveller = new Traveller(broker, journey, Map.of())) {
            traveller.partitionsFor(topic);
            broker.proxy().add(OURS, Trigger.always(), Action.watch(journey::passed));
            traveller.sendAndGet(topic, "paid");
        }
        assertThat(journey.stages(Journey.WIRE)).contains("Produce request").doesNotContain("Metadata request");
    }

    /** C104. */
    @Test
    void aProducerThatHasSentNothingAsksForItsId(PrivateBroker broker) {
        Rule asked = broker.proxy()
                .add(Match.api(ApiKeys.INIT_PRODUCER_ID).client("async-callback"), Trigger.always(), Action.forward());
        Traveller idle = new Traveller(broker, journey, Map.of());
        try {
            await().atMost(SOON).until(() -> asked.fired() > 0);
        } finally {
            idle.close();
        }
        assertThat(journey.steps()).isEmpty();
    }

    /** C104. The control arm is {@link #withoutIdempotenceThereIsNoProducerIdToWaitFor}. */
    @Test
    void noRecordLeavesBeforeTheProducerHasItsId(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("producer-id");
        Hold answer = new Hold();
        broker.proxy()
                .add(
                        Match.api(ApiKeys.INIT_PRODUCER_ID).client("async-callback"),
                        Trigger.once(),
                        Action.holdAnswer(answer));
        Rule produced = broker.proxy()
                .add(Match.api(ApiKeys.PRODUCE).client("async-callback"), Trigger.always(), Action.forward());
        try (Traveller traveller = new Traveller(broker, journey, Map.of())) {
            Future<?> sent = traveller.send(topic, "waits");
            answer.awaitHeld(SOON);
            await().until(() -> journey.stages(Traveller.CALLER).contains("send() returns"));

            await().during(Duration.ofMillis(300)).until(() -> produced.fired() == 0);
            answer.release();

            sent.get(20, TimeUnit.SECONDS);
            assertThat(produced.fired()).isEqualTo(1);
        } finally {
            answer.release();
        }
    }

    @Test
    void withoutIdempotenceThereIsNoProducerIdToWaitFor(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("no-producer-id");
        broker.proxy().add(OURS, Trigger.always(), Action.watch(journey::passed));
        try (Traveller traveller = new Traveller(broker, journey, Map.of("enable.idempotence", false))) {
            traveller.sendAndGet(topic, "paid");
        }
        assertThat(requests(journey.stages(Journey.WIRE)))
                .containsExactly("ApiVersions request", "Metadata request", "Produce request");
    }

    private static List<String> requests(List<String> stages) {
        return stages.stream()
                .filter(stage -> stage.endsWith(" request"))
                .distinct()
                .toList();
    }
}
