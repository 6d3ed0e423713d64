package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sendlab.cli.Sendlab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {

    private static final Path ROOT = Repository.find().root();

    @Test
    void itIsAsWideAsTheTerminalShowsItAndHasNoColours() {
        assertThat(HelpText.read(ROOT, "run"))
                .startsWith(
                        "Usage: sendlab run [-hV] [--print-config] [--quiet] [--verbose] [--output=FORM] [[--input=FILE]")
                .allMatch(line -> line.length() <= 100 && line.matches("\\P{Cntrl}*"));
    }

    @Test
    void theCommandItselfNamesEachOfItsCommands() {
        assertThat(HelpText.read(ROOT, "")).contains("Usage: sendlab [-hV] COMMAND", "Commands:");
    }

    @Test
    void thePageOfTheCommandShowsTheHelpOfEachOfItsCommands() {
        List<Marker> shown = Copy.of(Page.read(ROOT, ROOT.resolve("cli/README.md"))).stream()
                .map(Copy::marker)
                .toList();

        assertThat(Sendlab.commandLine().getSubcommands().keySet())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(shown).contains(new Marker(Marker.Kind.HELP, command)));
    }

    @Test
    void aCommandThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelpText.read(ROOT, "walk"))
                .withMessage("there is no command 'walk'");
    }
}
