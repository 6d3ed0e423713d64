package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    @Test
    void aLineEndsWithLfOrCrLfAndTheLastOneMayHaveNoEnd() throws Exception {
        assertThat(lines("a\nb\r\n\nc\rd\n\r\nlast", 10)).containsExactly("a", "b", "", "c\rd", "", "last");
        assertThat(lines("a\n", 10)).containsExactly("a");
        assertThat(lines("\n", 10)).containsExactly("");
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8StayAsTheyAre() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xc3, '\n'};

        assertThat(reader(new ByteArrayInputStream(bytes), 10).next()).containsExactly(0xff, 0, 0xc3);
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAndTheRestGoesOn() throws Exception {
        assertThat(lines(
                        "1234567890\n12345678901\nok\n1234567890\r\n" + "x".repeat(300_000) + "\nlast" + "y".repeat(20),
                        10))
                .containsExactly("1234567890", "11 bytes", "ok", "1234567890", "300000 bytes", "24 bytes");
    }

    @Test
    void ofALineThatNeverEndsNoMoreIsKeptThanALineMayHave() throws Exception {
        InputStream endless = new InputStream() {
            private long left = 1L << 28;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                assertThat(buffer.length).isLessThan(1 << 19);
                int read = (int) Math.min(length, left);
                left -= read;
                return read == 0 ? -1 : read;
            }
        };

        assertThat(said(reader(endless, 1 << 18))).containsExactly((1L << 28) + " bytes");
    }

    /** Whatever stands where at the border of what was read at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 65_536})
    void linesAreTheSameHoweverTheyArrive(int most) throws Exception {
        Random random = new Random(5);
        List<String> lines = IntStream.range(0, 300)
                .mapToObj(i -> "x".repeat(random.nextInt(i % 50 == 0 ? 70_000 : 40)))
                .toList();
        String text = lines.stream()
                .map(line -> line + (random.nextBoolean() ? "\n" : "\r\n"))
                .collect(Collectors.joining());
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, most));
            }
        };

        assertThat(said(reader(slow, 1 << 20))).isEqualTo(lines);
    }

    private static List<String> lines(String text, int longest) throws IOException {
        return said(reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest));
    }

    private static LineReader reader(InputStream input, int longest) {
        return new LineReader(StoppableInput.of(input), longest);
    }

    private static List<String> said(LineReader reader) throws IOException {
        List<String> said = new ArrayList<>();
        while (true) {
            try {
                byte[] line = reader.next();
                if (line == null) {
                    return said;
                }
                said.add(new String(line, StandardCharsets.UTF_8));
            } catch (UnusableLine e) {
                said.add(e.getMessage().replaceAll("it has (\\d+ bytes), .*", "$1"));
            }
        }
    }
}
