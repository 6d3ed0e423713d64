package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** On a broker that does not answer. */
@BrokerTest
class OutageIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** A final error within two seconds instead of two minutes. */
    private static final Map<String, Integer> IMPATIENT =
            Map.of("max.block.ms", 2_000, "request.timeout.ms", 1_000, "delivery.timeout.ms", 2_000);

    /** C21. The control arm is the next test: there the client itself gives up, and says so. */
    @Test
    void timedOutIsNotFailedTheRecordStillArrives(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("timed-out");
        try (Producer<String, String> producer = open(broker, Map.of())) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "before"), LONG);
            broker.pause();

            Throwable timedOut =
                    catchThrowable(() -> SyncSend.send(producer, new ProducerRecord<>(topic, "late"), SHORT));
            assertThat(timedOut).isInstanceOf(TimeoutException.class);

            broker.resume();
            ErrorAtlas.seen(
                    timedOut,
                    Channel.GET,
                    Thread.currentThread(),
                    Written.MAYBE,
                    "No verdict yet: the client goes on trying. Wait longer, or treat it as unknown.");
        }
        assertThat(broker.log(topic).values()).containsExactly("before", "late");
    }

    /** C26, and C27: the producer removes its own duplicates, not those that the application makes. */
    @Test
    void failedMayStillBeWrittenAndSendingItAgainWritesItTwice(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("ghost");
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "before"), LONG);
            broker.pause();
            Throwable expired =
                    catchThrowable(() -> SyncSend.send(producer, new ProducerRecord<>(topic, "ghost"), LONG));
            assertThat(expired).isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
            broker.resume();

            SyncSend.send(producer, new ProducerRecord<>(topic, "ghost"), LONG);
            ErrorAtlas.seen(
                    expired,
                    Channel.FUTURE,
                    Thread.currentThread(),
                    Written.MAYBE,
                    "Expired: it may be written, so send it again only if readers can bear it twice.");
        }
        assertThat(broker.log(topic).values()).containsExactly("before", "ghost", "ghost");
    }

    /** The contrary of the test before: nothing had reached the broker, so the error means what one would think. */
    @Test
    void failedIsNotWrittenWhenNothingReachedTheBroker(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("never-there");
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "before"), LONG);
            broker.kill();
            assertThatThrownBy(() -> SyncSend.send(producer, new ProducerRecord<>(topic, "lost"), LONG))
                    .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }
        broker.restart();
        assertThat(broker.log(topic).values()).containsExactly("before");
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(SyncSend.config(cluster.bootstrapServers()), overlay);
    }
}
