package dev.sendlab.cli.run;

import java.util.List;

/**
 * Where a run stands. Sent is always acknowledged, failed and unknown together.
 *
 * @param sent handed to the pattern, or unusable
 * @param acknowledged told so
 * @param failed told so, or unusable
 * @param parked of what failed: a dead letter of it is acknowledged
 * @param bytes of key and value, acknowledged
 * @param p50 milliseconds from hand-out to acknowledgement
 * @param p99 the same
 * @param causes of what failed
 * @param notAcknowledged which lines
 */
record Counts(
        long sent,
        long acknowledged,
        long failed,
        long parked,
        long bytes,
        double p50,
        double p99,
        List<Failures.Cause> causes,
        NotAcknowledged notAcknowledged) {

    Counts {
        if (acknowledged + failed > sent) {
            throw new IllegalStateException("told of more than was sent: " + acknowledged + " acknowledged, " + failed
                    + " failed, " + sent + " sent");
        }
    }

    /** No verdict reached the application. */
    long unknown() {
        return sent - acknowledged - failed;
    }
}
