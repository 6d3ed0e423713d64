package dev.sendlab.cli.tour;

/**
 * A history, counted in records.
 *
 * @param sent handed to the pattern
 * @param acknowledged told as acknowledged, or as committed
 * @param failed told as failed: the client's final error
 * @param unknown neither
 * @param found in the log at least once
 * @param lostSilently not in the log, and nobody was told that it failed
 * @param acknowledgedYetLost not in the log although acknowledged
 * @param failedYetWritten in the log although told as failed
 * @param unknownYetWritten in the log, and nobody was told anything
 * @param duplicates how often a record is in the log again
 * @param toldTwice how often a second outcome was told of the same record
 * @param foreign in the log, and never sent
 */
record Counts(
        int sent,
        int acknowledged,
        int failed,
        int unknown,
        int found,
        int lostSilently,
        int acknowledgedYetLost,
        int failedYetWritten,
        int unknownYetWritten,
        int duplicates,
        int toldTwice,
        int foreign) {

    /** Sent and not in the log, whatever was told. */
    int lost() {
        return sent - found;
    }
}
