package dev.sendlab.cli.tour;

import dev.sendlab.lineup.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold in each round of the tour; the tour fails by naming what does not. */
final class Invariants {

    private final List<String> broken = new ArrayList<>();

    /** @return one sentence for each invariant that does not hold; empty if all do */
    static List<String> brokenInHealth(Map<Pattern, Counts> round) {
        Invariants invariants = new Invariants();
        invariants.always(round);
        round.forEach((pattern, counts) ->
                invariants.require(counts.lost() == 0, pattern, "a broker that is well loses nothing", counts));
        return invariants.broken;
    }

    /** As {@link #brokenInHealth}, for the round in which the plug was pulled. */
    static List<String> brokenInTheOutage(Map<Pattern, Counts> round) {
        Invariants invariants = new Invariants();
        invariants.always(round);
        Counts blind = round.get(Pattern.FIRE_AND_FORGET);
        invariants.require(blind.lostSilently() > 0, Pattern.FIRE_AND_FORGET, "it loses without a word", blind);
        Counts sync = round.get(Pattern.SYNC_SEND);
        Counts async = round.get(Pattern.ASYNC_CALLBACK);
        if (sync.failedYetWritten() + async.failedYetWritten() == 0) {
            invariants.broken.add("at least one failed record is in the log: " + sync + " " + async);
        }
        return invariants.broken;
    }

    private void always(Map<Pattern, Counts> round) {
        round.forEach((pattern, counts) -> {
            require(
                    counts.acknowledged() + counts.failed() + counts.unknown() == counts.sent(),
                    pattern,
                    "every record has one outcome",
                    counts);
            require(counts.toldTwice() == 0, pattern, "no record is told of twice", counts);
            require(counts.acknowledgedYetLost() == 0, pattern, "every acknowledged record is found", counts);
            require(counts.foreign() == 0, pattern, "nothing is found that was not sent", counts);
        });
        for (Pattern pattern : List.of(Pattern.SYNC_SEND, Pattern.ASYNC_CALLBACK)) {
            require(round.get(pattern).unknown() == 0, pattern, "it leaves nothing unknown", round.get(pattern));
        }
        Counts committed = round.get(Pattern.TRANSACTIONAL_SEND);
        require(
                committed.found() - committed.unknownYetWritten() == committed.acknowledged()
                        && committed.failedYetWritten() == 0,
                Pattern.TRANSACTIONAL_SEND,
                "what read_committed finds is what was committed",
                committed);
    }

    private void require(boolean holds, Pattern pattern, String sentence, Counts counts) {
        if (!holds) {
            broken.add(pattern + ": " + sentence + ": " + counts);
        }
    }
}
