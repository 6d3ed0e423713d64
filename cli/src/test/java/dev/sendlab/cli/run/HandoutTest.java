package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is handed out, and what the ledger makes of what is told. */
@Timeout(30)
class HandoutTest {

    private final StringWriter err = new StringWriter();
    private final Ledger ledger = new Ledger(new Failures(new Messages(new PrintWriter(err), false, false), false));

    @Test
    void sentIsAcknowledgedAndFailedAndUnknownHoweverOftenAPatternTells() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = taken(handout(100), 100);
        for (int i = 0; i < 80; i++) {
            ledger.acknowledged(records.get(i), null);
            ledger.acknowledged(records.get(i), null);
            ledger.failed(records.get(i), new RecordTooLargeException("again"));
        }
        for (int i = 80; i < 95; i++) {
            ledger.failed(records.get(i), new RecordTooLargeException("too\nlarge"));
        }

        Counts counts = ledger.counts(10);

        assertThat(List.of(counts.sent(), counts.acknowledged(), counts.failed(), counts.unknown()))
                .containsExactly(100L, 80L, 15L, 5L);
        assertThat(counts.notAcknowledged().text(10)).isEqualTo("81-100");
        assertThat(counts.bytes()).isEqualTo(800);
        assertThat(counts.causes()).containsExactly(new Failures.Cause("RecordTooLargeException", 15, 81, "too large"));
        assertThat(err.toString().lines()).hasSize(11).last().asString().contains("more lines fail");
    }

    @Test
    void theSameSeedGeneratesTheSameRecordsAndAnotherOneOthers() throws Exception {
        assertThat(new GeneratedPayloads(1, 50, 10).next().value())
                .isEqualTo(new GeneratedPayloads(1, 50, 10).next().value())
                .isNotEqualTo(new GeneratedPayloads(2, 50, 10).next().value())
                .hasSize(50);
    }

    /** So many would not fit into the heap: the producer's buffer counts bytes, and an object costs more than those. */
    @Test
    void moreRecordsThanTheHeapHasRoomForAreNotHandedOutBeforeSomethingIsTold() throws Exception {
        Handout handout = handout(Long.MAX_VALUE);
        int most = (int) (Handout.MOST_UNDER_WAY / 1_024 + 1) * 1_024;
        List<ProducerRecord<byte[], byte[]>> records = taken(handout, most);
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(handout::hasNext);
        assertThatThrownBy(() -> more.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        records.forEach(record -> ledger.acknowledged(record, null));

        assertThat(more.get(4, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingIsHandedOutAfterAStop() throws Exception {
        Handout handout = handout(100);
        taken(handout, 10);

        handout.stop();

        assertThat(handout.hasNext()).isFalse();
        assertThat(ledger.sent()).isEqualTo(10);
        assertThat(handout.ending().exitCode()).isEqualTo(130);
    }

    private Handout handout(long records) throws Refused {
        Settings settings = new Settings();
        return new Handout(
                new Destination("topic", settings, false), new GeneratedPayloads(1, 10, records), new Pace(0), ledger);
    }

    private static List<ProducerRecord<byte[], byte[]>> taken(
            Iterator<ProducerRecord<byte[], byte[]>> handout, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < count && handout.hasNext()) {
            records.add(handout.next());
        }
        return records;
    }
}
