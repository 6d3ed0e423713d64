package dev.sendlab.cli.tour;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What was sent, what the application was told, and what the log holds. Records are numbered from 0 in the order in
 * which they were handed out. It knows nothing of Kafka: three columns of facts go in, counts come out.
 */
final class History {

    private final BitSet acknowledged = new BitSet();
    private final BitSet failed = new BitSet();
    private int sent;
    private int toldTwice;
    private int[] found = new int[1_024];
    private int foreign;

    /** @return the number of the record that is about to be sent */
    synchronized int sending() {
        return sent++;
    }

    synchronized void acknowledged(int record) {
        told(record);
        acknowledged.set(record);
    }

    synchronized void failed(int record) {
        told(record);
        failed.set(record);
    }

    /** Once for each time that the record is in the log. */
    synchronized void found(int record) {
        if (record < 0 || record >= sent) {
            foreign++;
            return;
        }
        if (record >= found.length) {
            found = Arrays.copyOf(found, Math.max(record + 1, found.length * 2));
        }
        found[record]++;
    }

    synchronized int sent() {
        return sent;
    }

    /** To be called when the sending and the reading are over. */
    synchronized Counts counts() {
        int foundOnce = 0;
        int duplicates = 0;
        int lostSilently = 0;
        int acknowledgedYetLost = 0;
        int failedYetWritten = 0;
        int unknownYetWritten = 0;
        for (int record = 0; record < sent; record++) {
            int times = record < found.length ? found[record] : 0;
            boolean ack = acknowledged.get(record);
            boolean fail = failed.get(record);
            if (times > 0) {
                foundOnce++;
                duplicates += times - 1;
                failedYetWritten += fail ? 1 : 0;
                unknownYetWritten += ack || fail ? 0 : 1;
            } else {
                lostSilently += fail ? 0 : 1;
                acknowledgedYetLost += ack ? 1 : 0;
            }
        }
        int unknown = sent - union(acknowledged, failed).cardinality();
        return new Counts(
                sent,
                acknowledged.cardinality(),
                failed.cardinality(),
                unknown,
                foundOnce,
                lostSilently,
                acknowledgedYetLost,
                failedYetWritten,
                unknownYetWritten,
                duplicates,
                toldTwice,
                foreign);
    }

    private void told(int record) {
        if (acknowledged.get(record) || failed.get(record)) {
            toldTwice++;
        }
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.or(other);
        return both;
    }
}
