package dev.sendlab.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which lines were told of and which of them are acknowledged, in memory that does not grow with their number: two bits a
 * line, and none any more once every line around it was told of. Not for several threads at once.
 */
final class Verdicts {

    static final int LINES_IN_CHUNK = 1 << 16;

    /** Of those that were told of completely; what lies behind is only known to be more. */
    private static final int MOST_RANGES = 1_000;

    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    private final TreeMap<Long, Range> settled = new TreeMap<>();
    private boolean areMoreSettled;
    private Chunk recent;

    /** To be called for each line, in order, before anything is told of it. */
    void handedOut(long line) {
        if ((line - 1) % LINES_IN_CHUNK == 0) {
            chunks.put(line, new Chunk(line));
        }
    }

    /** @return false if it was told of before: the first verdict stands */
    boolean told(long line, boolean isAcknowledged) {
        long first = line - (line - 1) % LINES_IN_CHUNK;
        if (recent == null || recent.first != first) {
            recent = chunks.get(first);
            if (recent == null) {
                return false;
            }
        }
        Chunk chunk = recent;
        if (!chunk.told((int) (line - first), isAcknowledged)) {
            return false;
        }
        if (chunk.isSettled()) {
            settle(chunk);
        }
        return true;
    }

    private void settle(Chunk chunk) {
        chunks.remove(chunk.first);
        recent = null;
        chunk.notAcknowledged(LINES_IN_CHUNK).forEach(range -> settled.put(range.first(), range));
        while (settled.size() > MOST_RANGES) {
            settled.pollLastEntry();
            areMoreSettled = true;
        }
    }

    /**
     * What is not acknowledged of all lines up to that one, failed or unknown.
     *
     * @param last the last line that was handed out
     * @param most how many ranges to name
     */
    NotAcknowledged notAcknowledged(long last, int most) {
        TreeMap<Long, Range> all = new TreeMap<>(settled);
        for (Map.Entry<Long, Chunk> open : chunks.entrySet()) {
            int lines = (int) Math.min(LINES_IN_CHUNK, last - open.getKey() + 1);
            open.getValue().notAcknowledged(lines).forEach(range -> all.put(range.first(), range));
        }
        List<Range> merged = merged(all);
        boolean isCut = merged.size() > most;
        return new NotAcknowledged(List.copyOf(isCut ? merged.subList(0, most) : merged), isCut || areMoreSettled);
    }

    /** Ranges end at the borders of chunks; lines in a row may not. */
    private static List<Range> merged(TreeMap<Long, Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges.values()) {
            int end = merged.size() - 1;
            if (end >= 0 && merged.get(end).last() + 1 == range.first()) {
                merged.set(end, new Range(merged.get(end).first(), range.last()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** The bits come with the first verdict: a pattern that is told nothing needs none. */
    private static final class Chunk {

        private final long first;
        private long[] told;
        private long[] acknowledged;
        private int count;

        Chunk(long first) {
            this.first = first;
        }

        boolean told(int at, boolean isAcknowledged) {
            if (told == null) {
                told = new long[LINES_IN_CHUNK / Long.SIZE];
                acknowledged = new long[LINES_IN_CHUNK / Long.SIZE];
            }
            long bit = 1L << at;
            if ((told[at >> 6] & bit) != 0) {
                return false;
            }
            told[at >> 6] |= bit;
            if (isAcknowledged) {
                acknowledged[at >> 6] |= bit;
            }
            count++;
            return true;
        }

        boolean isSettled() {
            return count == LINES_IN_CHUNK;
        }

        List<Range> notAcknowledged(int lines) {
            List<Range> ranges = new ArrayList<>();
            int at = 0;
            while (at < lines) {
                int start = at;
                while (at < lines && !isAcknowledged(at)) {
                    at++;
                }
                if (at > start) {
                    ranges.add(new Range(first + start, first + at - 1));
                }
                while (at < lines && isAcknowledged(at)) {
                    at++;
                }
            }
            return ranges;
        }

        private boolean isAcknowledged(int at) {
            return acknowledged != null && (acknowledged[at >> 6] & 1L << at) != 0;
        }
    }
}
