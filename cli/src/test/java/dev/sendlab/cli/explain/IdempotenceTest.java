package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.IDEMPOTENCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C24: on, off, and who turned it off. */
class IdempotenceTest {

    @Test
    void itIsOnWhereNothingContradictsIt() throws Exception {
        assertThat(Explained.about(IDEMPOTENCE))
                .containsExactly("Yes: it is the default, and nothing contradicts it. (C24)");
        assertThat(Explained.about(IDEMPOTENCE, "acks=all", "retries=1", "max.in.flight.requests.per.connection=5"))
                .containsExactly("Yes: it is the default, and nothing contradicts it. (C24)");
    }

    @ParameterizedTest
    @CsvSource({"acks=1", "acks=0", "retries=0"})
    void whatContradictsItTurnsItOffSilently(String line) throws Exception {
        assertThat(Explained.about(IDEMPOTENCE, line))
                .singleElement()
                .asString()
                .startsWith("No: " + line + " turns it off, silently.")
                .endsWith("(C24)");
    }

    @Test
    void whoeverAskedForItIsNamed() throws Exception {
        assertThat(Explained.about(IDEMPOTENCE, "enable.idempotence=true"))
                .singleElement()
                .asString()
                .startsWith("Yes: enable.idempotence=true is set");
        assertThat(Explained.about(IDEMPOTENCE, "transactional.id=x"))
                .singleElement()
                .asString()
                .startsWith("Yes: a transactional.id needs it");
        assertThat(Explained.about(IDEMPOTENCE, "enable.idempotence=false"))
                .containsExactly("No: enable.idempotence=false is set. (C24)");
    }
}
