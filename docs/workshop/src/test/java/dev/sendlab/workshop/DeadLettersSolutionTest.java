package dev.sendlab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.workshop.deadletters.solution.DeadLetters;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be parked is told as lost, also where the grade does not look. */
@Timeout(20)
class DeadLettersSolutionTest {

    private static final StringSerializer UTF8 = new StringSerializer();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final MockProducer<String, String> producer = new MockProducer<>(false, null, UTF8, UTF8);

    @Test
    void theLettersThatAClosePassesOverAreToldAsLost() throws Exception {
        NeverSends parking = new NeverSends();
        DeadLetters<String, String> letters = new DeadLetters<>(parking, "letters", 10);
        fail(letters, "under-way");
        assertThat(parking.begun.await(10, TimeUnit.SECONDS)).isTrue();
        fail(letters, "first");
        fail(letters, "second");

        // An interrupted close has no patience: it need not wait for 30 s.
        Thread.currentThread().interrupt();
        letters.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(List.of(next(), next(), next()))
                .containsExactlyInAnyOrder("under-way lost", "first lost", "second lost");
    }

    @Test
    void aLetterForAClosedProducerIsToldAsLost() throws Exception {
        MockProducer<String, String> parking = new MockProducer<>(true, null, UTF8, UTF8);
        parking.close();
        try (DeadLetters<String, String> letters = new DeadLetters<>(parking, "letters", 10)) {
            fail(letters, "order");

            assertThat(next()).isEqualTo("order lost");
        }
    }

    @Test
    void aLetterForAProducerThatIsWellIsParked() throws Exception {
        MockProducer<String, String> parking = new MockProducer<>(true, null, UTF8, UTF8);
        try (DeadLetters<String, String> letters = new DeadLetters<>(parking, "letters", 10)) {
            fail(letters, "order");

            assertThat(next()).isEqualTo("order parked");
        }
    }

    private void fail(DeadLetters<String, String> letters, String key) {
        letters.send(
                producer,
                new ProducerRecord<>("orders", key, "paid"),
                (record, metadata) -> told.add(record.key() + " acknowledged"),
                (record, cause) -> told.add(record.key() + " parked"),
                (record, cause) -> told.add(record.key() + " lost"));
        producer.errorNext(new TimeoutException("expired"));
    }

    private String next() throws InterruptedException {
        return String.valueOf(told.poll(5, TimeUnit.SECONDS));
    }

    /** Waits in send() until it is interrupted, as for metadata that do not come. */
    private static final class NeverSends extends MockProducer<String, String> {

        private final CountDownLatch begun = new CountDownLatch(1);

        NeverSends() {
            super(true, null, UTF8, UTF8);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, String> record, Callback callback) {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            throw new IllegalStateException("nobody opens the latch");
        }
    }
}
