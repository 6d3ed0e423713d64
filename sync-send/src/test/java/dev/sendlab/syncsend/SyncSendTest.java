package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SyncSendTest {

    private static final ProducerRecord<String, String> RECORD = new ProducerRecord<>("topic", "value");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final MockProducer<String, String> prompt = mock(true);
    private final MockProducer<String, String> silent = mock(false);

    @Test
    void returnsWhereTheRecordIs() throws Exception {
        SyncSend.send(prompt, RECORD, LONG);

        assertThat(SyncSend.send(prompt, RECORD, LONG).offset()).isEqualTo(1);
    }

    @Test
    void throwsTheErrorOfTheFutureItselfNotItsWrapping() {
        KafkaException error = new RecordTooLargeException("too large");
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
            while (!silent.errorNext(error)) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(() -> SyncSend.send(silent, RECORD, LONG)).isSameAs(error);
        answer.join();
    }

    @Test
    void throwsWhatSendThrowsThroughTheSameType() {
        Serializer<String> broken = (topic, value) -> {
            throw new SerializationException("no bytes for " + value);
        };
        MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(), broken);

        assertThatThrownBy(() -> SyncSend.send(producer, RECORD, LONG))
                .isInstanceOf(KafkaException.class)
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void noAnswerWithinTheDeadlineIsNotAFailure() {
        assertThatThrownBy(() -> SyncSend.send(silent, RECORD, SHORT))
                .isInstanceOf(TimeoutException.class)
                .isNotInstanceOf(KafkaException.class);
        assertThat(silent.history()).containsExactly(RECORD);
    }

    @Test
    void anInterruptEndsTheWaitingAndIsNotAFailure() throws Exception {
        Thread caller = Thread.currentThread();
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(caller::interrupt);

        assertThatThrownBy(() -> SyncSend.send(silent, RECORD, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(silent.history()).containsExactly(RECORD);
    }

    private static MockProducer<String, String> mock(boolean answers) {
        return new MockProducer<>(answers, null, new StringSerializer(), new StringSerializer());
    }
}
