package dev.sendlab.cli.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of everything that a run was given.
 *
 * @param pattern its name
 * @param servers where the records went
 * @param isPrivate whether that broker was the run's own, and is gone with its data
 * @param seconds from the first hand-out to the last verdict
 * @param isTold whether the pattern is told anything at all
 * @param givenUp what the client counts as failed, in its metric record-error-total
 * @param inTheLog how many records the topic had at the end, where that can be known
 * @param seed of records that were generated
 * @param ended why nothing more was handed out, if something was left
 */
record Summary(
        String pattern,
        String topic,
        String servers,
        boolean isPrivate,
        Counts counts,
        double seconds,
        boolean isTold,
        long givenUp,
        OptionalLong inTheLog,
        OptionalLong seed,
        Optional<String> ended) {

    /** The last line, in the one shape that every main of a pattern has. */
    String line() {
        return pattern + ": sent " + counts.sent() + ", acknowledged " + counts.acknowledged() + ", failed "
                + counts.failed() + ", unknown " + counts.unknown();
    }

    double recordsPerSecond() {
        return seconds == 0 ? 0 : counts.acknowledged() / seconds;
    }

    boolean hasLatency() {
        return counts.acknowledged() > 0;
    }

    /** For machines: always the same names in the same order, null where there is nothing to say. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pattern", pattern);
        fields.put("topic", topic);
        fields.put("bootstrapServers", servers);
        fields.put("privateBroker", isPrivate);
        fields.put("sent", counts.sent());
        fields.put("acknowledged", counts.acknowledged());
        fields.put("failed", counts.failed());
        fields.put("parked", counts.parked());
        fields.put("unknown", counts.unknown());
        fields.put("bytesAcknowledged", counts.bytes());
        fields.put("seconds", rounded(seconds));
        fields.put("recordsPerSecond", rounded(recordsPerSecond()));
        fields.put("p50Ms", hasLatency() ? counts.p50() : null);
        fields.put("p99Ms", hasLatency() ? counts.p99() : null);
        fields.put("failures", counts.causes());
        fields.put("notAcknowledged", notAcknowledged());
        fields.put("notAcknowledgedIsCut", counts.notAcknowledged().areMore());
        fields.put("recordErrorTotal", givenUp);
        fields.put("inTheLog", inTheLog.isPresent() ? inTheLog.getAsLong() : null);
        fields.put("seed", seed.isPresent() ? seed.getAsLong() : null);
        fields.put("ended", ended.orElse(null));
        return fields;
    }

    /** Whoever is told nothing cannot say which. */
    private List<List<Long>> notAcknowledged() {
        return isTold
                ? counts.notAcknowledged().ranges().stream()
                        .map(range -> List.of(range.first(), range.last()))
                        .toList()
                : null;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
