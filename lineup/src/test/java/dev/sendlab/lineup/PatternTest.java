package dev.sendlab.lineup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatternTest {

    /** A value of "bad" cannot be serialized. */
    private static final Serializer<String> PICKY = (topic, value) -> {
        if (value.equals("bad")) {
            throw new SerializationException("bad");
        }
        return value.getBytes();
    };

    private final MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(), PICKY);
    private final Notes told = new Notes();

    @ParameterizedTest
    @EnumSource
    void everyPatternSendsEveryRecordInOrder(Pattern pattern) {
        List<ProducerRecord<String, String>> records = records(25);

        pattern.drive(producer, records.iterator(), told);

        assertThat(producer.history()).isEqualTo(records);
    }

    @ParameterizedTest
    @EnumSource(names = "FIRE_AND_FORGET", mode = EnumSource.Mode.EXCLUDE)
    void allButFireAndForgetTellOfEveryRecord(Pattern pattern) {
        pattern.drive(producer, records(25).iterator(), told);

        assertThat(told.acknowledged).hasSize(25);
        assertThat(told.failed).isEmpty();
    }

    @Test
    void fireAndForgetTellsNothing() {
        Pattern.FIRE_AND_FORGET.drive(producer, records(25).iterator(), told);

        assertThat(told.acknowledged).isEmpty();
        assertThat(told.failed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "TRANSACTIONAL_SEND", mode = EnumSource.Mode.EXCLUDE)
    void whatSendThrowsIsToldAsFailedAndTheRestGoesOn(Pattern pattern) {
        List<ProducerRecord<String, String>> records = List.of(record("good"), record("bad"), record("good too"));

        pattern.drive(producer, records.iterator(), told);

        assertThat(told.failed).containsExactly("bad");
        assertThat(producer.history()).extracting(ProducerRecord::value).containsExactly("good", "good too");
    }

    @Test
    void whatSendThrowsFailsItsWholeTransactionAndTheNextGoesOn() {
        List<ProducerRecord<String, String>> records = new ArrayList<>(records(25));
        records.set(12, record("bad"));

        Pattern.TRANSACTIONAL_SEND.drive(producer, records.iterator(), told);

        assertThat(told.failed).containsExactly("10", "11", "bad");
        assertThat(told.acknowledged).hasSize(22).doesNotContain("10", "11", "bad");
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheDriveIsKeptAndLeavesTheRest(Pattern pattern) {
        List<ProducerRecord<String, String>> handedOut = new ArrayList<>();
        var source = records(50).iterator();
        pattern.drive(producer, interruptedAt(15, source, handedOut), told);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(source).hasNext();
        assertThat(handedOut).hasSizeLessThanOrEqualTo(20);
    }

    /** A chunk that is waited for, and no outcome before its last record is sent. */
    @Test
    void sendThenDrainTellsChunkByChunk() {
        List<Integer> toldBefore = new ArrayList<>();
        Iterator<ProducerRecord<String, String>> source =
                records(Pattern.RECORDS_PER_CHUNK + 1).iterator();

        Pattern.SEND_THEN_DRAIN.drive(producer, watched(source, () -> toldBefore.add(told.acknowledged.size())), told);

        assertThat(toldBefore.subList(0, Pattern.RECORDS_PER_CHUNK)).containsOnly(0);
        assertThat(toldBefore.get(Pattern.RECORDS_PER_CHUNK)).isEqualTo(Pattern.RECORDS_PER_CHUNK);
    }

    /** The letter goes through the same producer, and is no record of the caller's. */
    @Test
    void deadLettersParksWhatFailsAndTellsSoInsteadOfFailed() {
        MockProducer<String, String> silent =
                new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
        Runnable refuseTheFirst = () -> silent.errorNext(new RecordTooLargeException("too large"));

        Pattern.DEAD_LETTERS.drive(silent, watched(records(2).iterator(), refuseTheFirst), told);
        silent.flush();

        assertThat(told.parked).containsExactly("0");
        assertThat(told.acknowledged).containsExactly("1");
        assertThat(told.failed).isEmpty();
        assertThat(silent.history())
                .extracting(ProducerRecord::topic)
                .containsExactlyInAnyOrder("topic", "topic", "dead-letters-parked");
    }

    @Test
    void aFencedTransactionEndsTheDriveAndLeavesTheRest() {
        var rest = records(25).iterator();
        producer.commitTransactionException = new ProducerFencedException("taken");
        producer.abortTransactionException = new ProducerFencedException("taken");

        Pattern.TRANSACTIONAL_SEND.drive(producer, rest, told);

        assertThat(told.failed).hasSize(10);
        assertThat(rest.next().value()).isEqualTo("10");
    }

    private static Iterator<ProducerRecord<String, String>> interruptedAt(
            int record,
            Iterator<ProducerRecord<String, String>> source,
            List<ProducerRecord<String, String>> handedOut) {
        Iterator<ProducerRecord<String, String>> noted = new NextOf<>(source, Integer.MAX_VALUE, handedOut);
        return watched(noted, () -> {
            if (handedOut.size() == record) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Something happens before each record is handed out. */
    private static Iterator<ProducerRecord<String, String>> watched(
            Iterator<ProducerRecord<String, String>> source, Runnable happens) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public ProducerRecord<String, String> next() {
                happens.run();
                return source.next();
            }
        };
    }

    private static List<ProducerRecord<String, String>> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> record("" + i)).toList();
    }

    private static ProducerRecord<String, String> record(String value) {
        return new ProducerRecord<>("topic", "key", value);
    }

    private static final class Notes implements Told<String, String> {
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private final List<String> parked = new ArrayList<>();

        @Override
        public void acknowledged(ProducerRecord<String, String> record, RecordMetadata metadata) {
            acknowledged.add(record.value());
        }

        @Override
        public void failed(ProducerRecord<String, String> record, Exception cause) {
            failed.add(record.value());
        }

        @Override
        public void parked(ProducerRecord<String, String> record, Exception cause) {
            parked.add(record.value());
        }
    }
}
