package dev.sendlab.cli.run;

import java.io.IOException;
import java.util.Arrays;

/** Lines as they are, byte by byte, whatever their encoding: in constant memory, however long one may be. */
final class LineReader {

    private final StoppableInput input;
    private final int longest;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private boolean ended;

    /** @param longest how many bytes a line may have */
    LineReader(StoppableInput input, int longest) {
        this.input = input;
        this.longest = longest;
    }

    /**
     * @return the next line without its end, which is LF or CR LF; the last one may have none. Null after it
     * @throws UnusableLine for one that is too long; it has been passed over
     */
    byte[] next() throws IOException, UnusableLine {
        int looked = from;
        while (true) {
            for (int at = looked; at < to; at++) {
                if (buffer[at] == '\n') {
                    int start = from;
                    from = at + 1;
                    return line(start, at > start && buffer[at - 1] == '\r' ? at - 1 : at);
                }
            }
            // One byte more, for the CR that belongs to the end.
            if (to - from > longest + 1) {
                throw tooLong(passOver());
            }
            looked = to - from;
            if (!fill()) {
                int start = from;
                from = to;
                return start == to ? null : line(start, to);
            }
            looked += from;
        }
    }

    private byte[] line(int start, int end) throws UnusableLine {
        if (end - start > longest) {
            throw tooLong(end - start);
        }
        return Arrays.copyOfRange(buffer, start, end);
    }

    private UnusableLine tooLong(long bytes) {
        return new UnusableLine("LineTooLong", "it has " + bytes + " bytes, and a line may have " + longest);
    }

    /** @return how many bytes the rest of this line had, and what of it was read before */
    private long passOver() throws IOException {
        long bytes = 0;
        while (true) {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n') {
                    bytes += at - from;
                    from = at + 1;
                    return bytes;
                }
            }
            bytes += to - from;
            from = to;
            if (!fill()) {
                return bytes;
            }
        }
    }

    /** Reads some more behind what is there. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, longest + 2L + (1 << 16)));
        }
        int read = input.read(buffer, to, buffer.length - to);
        ended = read < 0;
        to += Math.max(0, read);
        return !ended;
    }
}
