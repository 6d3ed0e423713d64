package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import dev.sendlab.broker.junit.Printed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** On a broker that works. */
@BrokerTest
class SyncSendIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void mainEndsWithEveryRecordAcknowledged(KafkaCluster cluster) {
        assertThat(Printed.by(() -> SyncSend.main(new String[] {cluster.bootstrapServers()})))
                .containsExactly("sync-send: sent 100, acknowledged 100, failed 0, unknown 0");
        assertThat(cluster.log("sync-send").values()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void theReturnedOffsetIsWhereTheRecordIs(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("offset");
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            SyncSend.send(producer, new ProducerRecord<>(topic, "first"), LONG);
            RecordMetadata second = SyncSend.send(producer, new ProducerRecord<>(topic, "second"), LONG);

            ConsumerRecord<String, String> read =
                    cluster.log(topic).readUncommitted().get(1);
            assertThat(read.value()).isEqualTo("second");
            assertThat(second.offset()).isEqualTo(read.offset());
        }
    }

    /** The second door: this error waits in the future, where a catch around send() alone would miss it. */
    @Test
    void anErrorFromTheBrokerIsThrownUnwrapped(KafkaCluster cluster) {
        String topic = cluster.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        try (Producer<String, String> producer = open(cluster, Map.of())) {
            Throwable refused =
                    catchThrowable(() -> SyncSend.send(producer, new ProducerRecord<>(topic, "x".repeat(2_000)), LONG));

            assertThat(refused).isInstanceOf(RecordTooLargeException.class);
            assertThat(cluster.log(topic).values()).isEmpty();
            ErrorAtlas.seen(
                    refused,
                    Channel.FUTURE,
                    Thread.currentThread(),
                    Written.NO,
                    "Refused by the broker: raise the topic's `max.message.bytes`, or send less.");
        }
    }

    /** C21: there is no way to take a record back. */
    @Test
    void aFutureCannotBeCancelled(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("cancelled");
        try (Producer<String, String> producer = open(cluster, Map.of("linger.ms", 200))) {
            Future<RecordMetadata> future = producer.send(new ProducerRecord<>(topic, "value"));

            assertThat(future.cancel(true)).isFalse();
            assertThat(future.isCancelled()).isFalse();
            assertThat(future.get(10, TimeUnit.SECONDS).offset()).isZero();
        }
    }

    /** C19: without an answer there is no offset; the time is the record's own. The control arm waits for the answer. */
    @Test
    void withAcksZeroTheMetadataIsTheClientsOwnWord(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("acks-zero", 1, Map.of("message.timestamp.type", "LogAppendTime"));
        long longAgo = 1_000_000_000_000L;
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, null, longAgo, "key", "value");
        try (Producer<String, String> acksZero = open(cluster, Map.of("acks", "0"));
                Producer<String, String> asIs = open(cluster, Map.of())) {
            RecordMetadata unheard = SyncSend.send(acksZero, record, LONG);
            RecordMetadata told = SyncSend.send(asIs, record, LONG);

            assertThat(unheard.hasOffset()).isFalse();
            assertThat(unheard.offset()).isEqualTo(-1);
            assertThat(unheard.partition()).isZero();
            assertThat(unheard.timestamp()).isEqualTo(longAgo);
            assertThat(unheard.serializedValueSize()).isEqualTo(5);
            assertThat(told.hasOffset()).isTrue();
            assertThat(told.timestamp()).isGreaterThan(longAgo);
        }
    }

    /** C18: the reason for linger.ms=0 in this pattern, in one run: the other producer has Kafka's own default. */
    @Test
    void aLoneRecordWaitsOutTheDefaultLinger(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("linger");
        Map<String, Object> defaults = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (Producer<String, String> zero = open(cluster, Map.of());
                Producer<String, String> five = Producers.open(defaults, Map.of())) {
            // The quickest of many: a busy machine can make a send slower, and nothing makes it quicker than its
            // linger.
            assertThat(quickest(five, topic)).isGreaterThan(Duration.ofMillis(4));
            assertThat(quickest(zero, topic)).isLessThan(Duration.ofMillis(4));
        }
    }

    private static Duration quickest(Producer<String, String> producer, String topic) throws Exception {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            SyncSend.send(producer, new ProducerRecord<>(topic, "value"), LONG);
            quickest = Math.min(quickest, System.nanoTime() - start);
        }
        return Duration.ofNanos(quickest);
    }

    private static Producer<String, String> open(KafkaCluster cluster, Map<String, ?> overlay) {
        return Producers.open(SyncSend.config(cluster.bootstrapServers()), overlay);
    }
}
