package dev.sendlab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each grade is red on the bug, for the reason that its page gives, and green on the solution. */
@BrokerTest(proxied = true)
class SeededBugsIT {

    /** What the bug does, as its grade tells it. */
    static final Map<Exercise, String> SEEN = Map.of(
            Exercise.FIRE_AND_FORGET,
            "'fire-and-forget: sent 100, acknowledged 100, failed 0, unknown 0', and 0 records in the log",
            Exercise.SYNC_SEND,
            "2 copies of the record in the log, and told: no verdict",
            Exercise.SEND_THEN_DRAIN,
            "told of five: [acknowledged, failed], with 4 of them in the log",
            Exercise.ASYNC_CALLBACK,
            "large acknowledged at offset -1, small acknowledged at offset 0, with 1 of the two in the log",
            Exercise.BOUNDED_IN_FLIGHT,
            "a record that could not be serialized, and after it no permit for the next record within 500 ms",
            Exercise.DEAD_LETTERS,
            "told: [bad lost, good acknowledged]",
            Exercise.SEND_FUTURE,
            "a future that is open 2 s after the client's final error",
            Exercise.TRANSACTIONS,
            "COMMITTED before the fencing and a thrown ProducerFencedException after it, with 2 of 4 records visible",
            Exercise.CONSUME_TRANSFORM_PRODUCE,
            "two steps that ended [ABORTED, COMMITTED], and 0 of 3 outputs visible",
            Exercise.CONSUME_THEN_COMMIT,
            "committed offset 3 with 1 of 3 outputs in the log");

    @ParameterizedTest
    @EnumSource
    void theGradeIsRedOnTheBug(Exercise exercise, PrivateBroker broker) throws Exception {
        Verdict verdict = Grading.of(exercise, code(exercise, false), broker);

        String mend = "git checkout docs/workshop/" + exercise.folder();
        assertThat(verdict.isGreen())
                .as("exercise %s is no longer broken: '%s' breaks it again", exercise.folder(), mend)
                .isFalse();
        assertThat(verdict.seen())
                .as("exercise %s is broken in another way: '%s' gives the old bug back", exercise.folder(), mend)
                .isEqualTo(SEEN.get(exercise));
    }

    @ParameterizedTest
    @EnumSource
    void theGradeIsGreenOnTheSolution(Exercise exercise, PrivateBroker broker) throws Exception {
        Verdict verdict = Grading.of(exercise, code(exercise, true), broker);

        assertThat(verdict.isGreen()).as(verdict.sentence(exercise)).isTrue();
    }

    private static Code code(Exercise exercise, boolean solution) throws ClassNotFoundException {
        return new Code(Class.forName(exercise.className(solution)));
    }
}
