package dev.sendlab.broker.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @Test
    void aFrameIsWhatItsLengthSaysHoweverItsBytesArrive() throws Exception {
        byte[] two = {0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 9};
        InputStream byteByByte = InputStream.nullInputStream();
        for (byte one : two) {
            byteByByte = new SequenceInputStream(byteByByte, new ByteArrayInputStream(new byte[] {one}));
        }
        DataInputStream in = new DataInputStream(byteByByte);

        assertThat(Frame.read(in).bytes()).containsExactly(0, 0, 0, 3, 1, 2, 3);
        assertThat(Frame.read(in).payload()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
        assertThatThrownBy(() -> Frame.read(in)).isInstanceOf(EOFException.class);
    }

    @Test
    void aStreamThatEndsInsideAFrameGivesNoFrame() {
        assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 3, 1})).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Frame.LONGEST + 1, 0x47455420 /* "GET " */})
    void whatCannotBeALengthIsNotKafka(int length) {
        assertThatThrownBy(() -> read(ByteBuffer.allocate(4).putInt(length).array()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not the Kafka protocol");
    }

    @Test
    void aFrameOfAPayloadReadsBackAsThatPayload() throws Exception {
        byte[] large = new byte[3_000_000];
        large[large.length - 1] = 7;

        Frame read = read(Frame.of(ByteBuffer.wrap(large), 0).bytes());

        assertThat(read.payload()).isEqualTo(ByteBuffer.wrap(large));
    }

    @Test
    void itsAgeCountsFromItsArrival() throws Exception {
        long now = System.nanoTime();
        Frame old = Frame.of(ByteBuffer.allocate(0), now - Duration.ofHours(2).toNanos());
        Frame fresh = Frame.of(ByteBuffer.allocate(0), now);

        old.awaitAge(Duration.ofHours(1).toNanos());
        fresh.awaitAge(Duration.ofMillis(20).toNanos());

        assertThat(System.nanoTime() - now).isGreaterThanOrEqualTo(20_000_000);
    }

    private static Frame read(byte[] bytes) throws Exception {
        return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
