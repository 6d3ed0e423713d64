package dev.sendlab.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.lineup.Pattern;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each invariant, broken by one record. */
class InvariantsTest {

    private static final int SENT = 10;

    private final Map<Pattern, Counts> round = new EnumMap<>(Map.of(
            Pattern.FIRE_AND_FORGET, counts(history -> found(history, SENT)),
            Pattern.SYNC_SEND, acknowledgedAndFound(),
            Pattern.ASYNC_CALLBACK, acknowledgedAndFound(),
            Pattern.TRANSACTIONAL_SEND, acknowledgedAndFound()));

    @Test
    void aRoundInWhichEverythingArrivesIsHealthy() {
        assertThat(Invariants.brokenInHealth(round)).isEmpty();
    }

    @Test
    void healthLosesNothing() {
        round.put(Pattern.FIRE_AND_FORGET, counts(history -> found(history, SENT - 1)));

        assertThat(Invariants.brokenInHealth(round)).singleElement().asString().contains("loses nothing");
    }

    @Test
    void anAcknowledgedRecordIsFound() {
        round.put(Pattern.ASYNC_CALLBACK, counts(history -> {
            acknowledged(history, SENT);
            found(history, SENT - 1);
        }));

        assertThat(Invariants.brokenInTheOutage(round)).anyMatch(s -> s.contains("every acknowledged record is found"));
    }

    @Test
    void syncAndAsyncLeaveNothingUnknown() {
        for (Pattern pattern : new Pattern[] {Pattern.SYNC_SEND, Pattern.ASYNC_CALLBACK}) {
            Map<Pattern, Counts> changed = new EnumMap<>(round);
            changed.put(pattern, counts(history -> {
                acknowledged(history, SENT - 1);
                found(history, SENT);
            }));

            assertThat(Invariants.brokenInHealth(changed))
                    .singleElement()
                    .asString()
                    .startsWith(pattern + ": it leaves nothing unknown");
        }
    }

    @Test
    void readCommittedFindsWhatWasCommittedAndNoMore() {
        round.put(Pattern.TRANSACTIONAL_SEND, counts(history -> {
            acknowledged(history, SENT - 1);
            history.failed(SENT - 1);
            found(history, SENT);
        }));

        assertThat(Invariants.brokenInHealth(round)).singleElement().asString().contains("is what was committed");
    }

    @Test
    void aTransactionWithoutAVerdictMayBeThereOrNot() {
        for (int there : new int[] {SENT - 1, SENT}) {
            round.put(Pattern.TRANSACTIONAL_SEND, counts(history -> {
                acknowledged(history, SENT - 1);
                found(history, there);
            }));

            assertThat(Invariants.brokenInTheOutage(round)).noneMatch(s -> s.contains("is what was committed"));
        }
    }

    @Test
    void anOutageThatNobodyFeelsProvesNothing() {
        assertThat(Invariants.brokenInTheOutage(round))
                .hasSize(2)
                .anyMatch(s -> s.contains("it loses without a word"))
                .anyMatch(s -> s.contains("at least one failed record is in the log"));
    }

    @Test
    void aRecordIsToldOfOnce() {
        round.put(Pattern.SYNC_SEND, counts(history -> {
            acknowledged(history, SENT);
            acknowledged(history, 1);
            found(history, SENT);
        }));

        assertThat(Invariants.brokenInHealth(round)).singleElement().asString().contains("told of twice");
    }

    @Test
    void nothingForeignIsFound() {
        round.put(Pattern.FIRE_AND_FORGET, counts(history -> found(history, SENT + 1)));

        assertThat(Invariants.brokenInHealth(round)).singleElement().asString().contains("that was not sent");
    }

    private static Counts acknowledgedAndFound() {
        return counts(history -> {
            acknowledged(history, SENT);
            found(history, SENT);
        });
    }

    private static Counts counts(Consumer<History> what) {
        History history = new History();
        for (int i = 0; i < SENT; i++) {
            history.sending();
        }
        what.accept(history);
        return history.counts();
    }

    private static void acknowledged(History history, int count) {
        for (int i = 0; i < count; i++) {
            history.acknowledged(i);
        }
    }

    private static void found(History history, int count) {
        for (int i = 0; i < count; i++) {
            history.found(i);
        }
    }
}
