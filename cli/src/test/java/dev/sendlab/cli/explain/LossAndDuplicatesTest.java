package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.DUPLICATES;
import static dev.sendlab.cli.explain.Subject.JVM_EXIT;
import static dev.sendlab.cli.explain.Subject.LEADER_DEATH;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be gone, and what can be there twice. */
class LossAndDuplicatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks=0   | Whatever was on its way   | (C19)",
                "acks=1   | Acknowledged records too  | (C82)",
                "acks=all | It depends on the topic   | (C33, C68)",
                "acks=-1  | It depends on the topic   | (C33, C68)"
            })
    void acksDecidesWhatALeaderTakesAlong(String line, String says, String claims) throws Exception {
        assertThat(Explained.about(LEADER_DEATH, line))
                .singleElement()
                .asString()
                .startsWith(says)
                .endsWith(claims);
    }

    @Test
    void anExitTakesWhatLingersAndWhatIsBuffered() throws Exception {
        assertThat(Explained.about(JVM_EXIT, "linger.ms=70", "buffer.memory=1000000"))
                .singleElement()
                .asString()
                .contains("flush() or close()", "(70 ms)", "1,000,000 bytes (buffer.memory)")
                .endsWith("(C23)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks=all                 | Not by the producer's own retries         | (C83)",
                "acks=1                   | Yes: a retry whose first attempt          | (C83)",
                "enable.idempotence=false | Yes: a retry whose first attempt          | (C83)",
                "retries=0                | Not by retries: retries=0 allows none     | (C83)",
                "acks=0                   | Not by retries: with acks=0 there are none | (C19)"
            })
    void onlyIdempotenceMakesRetriesHarmless(String line, String says, String claims) throws Exception {
        assertThat(Explained.about(DUPLICATES, line))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(says)
                .endsWith(claims);
    }

    @Test
    void aResendIsAnotherMatterInAnyCase() throws Exception {
        assertThat(Explained.about(DUPLICATES))
                .last()
                .asString()
                .startsWith("A resend by the application is another matter")
                .endsWith("(C26, C27)");
    }
}
