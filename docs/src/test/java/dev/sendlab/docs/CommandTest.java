package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final String PAGE = """
            # Page

            <!-- run -->
            ```sh
            echo one; echo 2 >&2
            ```
            ```text
            one
            7
            ```
            """;

    @TempDir
    private Path root;

    @TempDir
    private Path directory;

    @Test
    void itIsRunAndItsOutputIsComparedInShape() throws Exception {
        assertThat(problems(PAGE)).isEmpty();
    }

    @Test
    void anotherOutputIsNamedWithItsLineAndTheCommandThatMendsIt() throws Exception {
        assertThat(problems(PAGE.replace("7", "seven")))
                .containsExactly("docs/page.md:9: 'echo one; echo 2 >&2' says '2'; mend it: " + Command.MEND);
        assertThat(problems(PAGE.replace("7", "7\nmore")))
                .containsExactly("docs/page.md:10: 'echo one; echo 2 >&2' says nothing more; mend it: " + Command.MEND);
        assertThat(problems(PAGE.replace("7\n", "")))
                .containsExactly("docs/page.md:9: 'echo one; echo 2 >&2' says '2'; mend it: " + Command.MEND);
    }

    @Test
    void itsExitCodeIsThatOfTheMarkerOrZero() throws Exception {
        String fails = PAGE.replace(">&2", ">&2; exit 3");

        assertThat(problems(fails))
                .containsExactly("docs/page.md:4: 'echo one; echo 2 >&2; exit 3' ends with 3, not 0");
        assertThat(problems(fails.replace("run -->", "run: exit 3 -->"))).isEmpty();
    }

    @Test
    void writingShowsWhatItSaid() {
        Command command = only(PAGE);

        assertThat(command.write(List.of("one", "2", "three"))).isTrue();
        assertThat(new TinyRepository(root).text("docs/page.md")).isEqualTo(PAGE.replace("7", "2\nthree"));
    }

    @Test
    void itSeesTheFilesOfRunnableAndWritesNothingIntoTheRepository() throws Exception {
        new TinyRepository(root).file("docs/runnable/a.properties", "acks=1\n");

        CommandRun run = CommandRun.of(root, directory, "cat docs/runnable/a.properties; echo x > docs/runnable/b");

        assertThat(run).isEqualTo(new CommandRun(0, List.of("acks=1")));
        assertThat(root.resolve("docs/runnable/b")).doesNotExist();
    }

    @Test
    void aMarkerWithoutItsTwoBlocksOrWithAnotherWordIsRefused() {
        refused(
                PAGE.replace("```text", "Text.\n\n```text"),
                "a command to run is a block of sh, and directly below it a block of text");
        refused(
                PAGE.replace("```sh", "```text"),
                "a command to run is a block of sh, and directly below it a block of text");
        refused(PAGE.replace("run -->", "run: fails -->"), "<!-- run --> or <!-- run: exit 2 -->");
    }

    private void refused(String text, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> only(text)).withMessage("docs/page.md:3: " + why);
    }

    private List<String> problems(String text) throws Exception {
        Path fresh = Files.createTempDirectory(directory, "run");
        return only(text).problems(CommandRun.of(root, fresh, only(text).text()));
    }

    private Command only(String text) {
        List<Command> commands = Command.of(new TinyRepository(root).page("docs/page.md", text));
        assertThat(commands).hasSize(1);
        return commands.get(0);
    }
}
