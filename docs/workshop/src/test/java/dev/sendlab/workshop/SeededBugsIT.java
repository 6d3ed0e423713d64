package dev.sendlab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each grade is red on its bug, with the words that its page shows, and green on its solution. */
@BrokerTest(proxied = true)
class SeededBugsIT {

    /** What the bug does, as its grade tells it. */
    static final Map<Exercise, String> SEEN = Map.of(
            Exercise.FIRE_AND_FORGET,
            "'fire-and-forget: sent 100, acknowledged 100, failed 0, unknown 0', and 0 records in the log",
            Exercise.SYNC_SEND,
            "2 copies of the record in the log, and the caller was told: no verdict",
            Exercise.SEND_THEN_DRAIN,
            "told of five: acknowledged, failed, with 4 of them in the log",
            Exercise.ASYNC_CALLBACK,
            "large acknowledged at offset -1, small acknowledged at offset 0, with 1 of the two in the log",
            Exercise.BOUNDED_IN_FLIGHT,
            "a record that could not be serialized, and after it no permit for the next record within 500 ms",
            Exercise.DEAD_LETTERS,
            "told in this order: bad lost, good acknowledged",
            Exercise.SEND_FUTURE,
            "the future is open 2 s after the client's final error",
            Exercise.TRANSACTIONS,
            "COMMITTED before the fencing, a thrown ProducerFencedException after it, with 2 of 4 records visible",
            Exercise.CONSUME_TRANSFORM_PRODUCE,
            "two steps that ended [ABORTED, COMMITTED], and 0 of 3 outputs visible",
            Exercise.CONSUME_THEN_COMMIT,
            "committed offset 3 with 1 of 3 outputs in the log");

    @Test
    void theGradesAreRedOnTheBugs(PrivateBroker broker) throws Exception {
        SoftAssertions all = new SoftAssertions();
        verdicts(broker, false).forEach((exercise, verdict) -> {
            String mend = "git checkout HEAD -- docs/workshop/" + exercise.folder();
            if (verdict.isGreen()) {
                all.fail("exercise %s is no longer broken: '%s' breaks it again", exercise.folder(), mend);
            } else {
                all.assertThat(verdict.seen())
                        .as(
                                "exercise %s is broken in another way: '%s' gives the old bug back",
                                exercise.folder(), mend)
                        .isEqualTo(SEEN.get(exercise));
            }
        });
        all.assertAll();
    }

    @Test
    void theGradesAreGreenOnTheSolutions(PrivateBroker broker) throws Exception {
        assertThat(verdicts(broker, true))
                .allSatisfy((exercise, verdict) -> assertThat(verdict.isGreen())
                        .as(verdict.sentence(exercise))
                        .isTrue());
    }

    /** Several at a time: they mostly wait. */
    private static Map<Exercise, Verdict> verdicts(PrivateBroker broker, boolean solution) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Map<Exercise, Future<Verdict>> begun = new EnumMap<>(Exercise.class);
            for (Exercise exercise : Exercise.values()) {
                Code code = new Code(Class.forName(exercise.className(solution)));
                begun.put(exercise, threads.submit(() -> Grading.of(exercise, code, broker)));
            }
            Map<Exercise, Verdict> verdicts = new EnumMap<>(Exercise.class);
            for (Exercise exercise : Exercise.values()) {
                verdicts.put(exercise, begun.get(exercise).get(50, TimeUnit.SECONDS));
            }
            return verdicts;
        } finally {
            threads.shutdownNow();
        }
    }
}
