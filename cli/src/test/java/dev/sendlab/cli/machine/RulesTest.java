package dev.sendlab.cli.machine;

import static dev.sendlab.cli.machine.Finding.Level.MISSING;
import static dev.sendlab.cli.machine.Finding.Level.NOTE;
import static dev.sendlab.cli.machine.Finding.Level.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Machines that are not this one. */
class RulesTest {

    private static final long GB = 1_000_000_000;

    @Test
    void aJdkIsFrom17OnAndHasACompiler() {
        assertThat(Rules.jdk(17, "17.0.1", true).level()).isEqualTo(OK);
        assertThat(Rules.jdk(25, "25", true).level()).isEqualTo(OK);
        assertThat(Rules.jdk(17, "17.0.1", false).level()).isEqualTo(MISSING);
        assertThat(Rules.jdk(11, "11.0.2", true).level()).isEqualTo(MISSING);
    }

    @Test
    void mavenIsFrom363OnAlsoWithColoursAroundItsVersion() {
        assertThat(Rules.maven(Optional.of("\u001b[1mApache Maven 3.8.7\u001b[m\nMaven home: /x")))
                .isEqualTo(Finding.ok("Maven", "3.8.7"));
        assertThat(Rules.maven(Optional.of("Apache Maven 4.0.0-rc-4 (x)")))
                .isEqualTo(Finding.ok("Maven", "4.0.0-rc-4"));
        assertThat(Rules.maven(Optional.of("Apache Maven 3.6.3")).level()).isEqualTo(OK);
        assertThat(Rules.maven(Optional.of("Apache Maven 3.6.2")).level()).isEqualTo(MISSING);
        assertThat(Rules.maven(Optional.of("mvn: no")).level()).isEqualTo(MISSING);
        assertThat(Rules.maven(Optional.empty()).level()).isEqualTo(MISSING);
    }

    @Test
    void littleMemoryIsANoteAndNoneIsMissing() {
        assertThat(Rules.memory(8 * GB)).isEqualTo(Finding.ok("memory", "8.0 GB available"));
        assertThat(Rules.memory(2 * GB).level()).isEqualTo(NOTE);
        assertThat(Rules.memory(GB - 1).level()).isEqualTo(MISSING);
        assertThat(Rules.memory(GB - 1).text()).startsWith("0.9 GB available: ");
    }

    @Test
    void aFullDiskIsMissing() {
        assertThat(Rules.disk(2 * GB).level()).isEqualTo(OK);
        assertThat(Rules.disk(2 * GB - 1).level()).isEqualTo(MISSING);
    }

    @Test
    void aPortThatIsTakenIsANoteAndNoPortAtAllIsMissing() {
        assertThat(Rules.ports(true, true).level()).isEqualTo(OK);
        assertThat(Rules.ports(true, false).level()).isEqualTo(NOTE);
        assertThat(Rules.ports(false, false).level()).isEqualTo(MISSING);
    }

    @Test
    void noEngineAndNoImageAreNotesThatSayWhatToDo() {
        assertThat(Rules.engine(Optional.of("20.10.24"), Optional.of("sendlab/kafka:4.3.1")))
                .isEqualTo(Finding.ok("containers", "engine 20.10.24 has sendlab/kafka:4.3.1"));
        assertThat(Rules.engine(Optional.of("20.10.24"), Optional.empty()).level())
                .isEqualTo(NOTE);
        assertThat(Rules.engine(Optional.of("20.10.24"), Optional.empty()).text())
                .contains("./sendlab prepare --image");
        assertThat(Rules.engine(Optional.empty(), Optional.empty()).level()).isEqualTo(NOTE);
    }
}
