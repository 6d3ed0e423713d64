package dev.sendlab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages say what the grades say. */
class ExercisePagesTest {

    private static final Path ROOT = Path.of("..", "..");

    @ParameterizedTest
    @EnumSource
    void thePageShowsTheSentenceThatTheBugGets(Exercise exercise) throws IOException {
        String sentence = Verdict.red(SeededBugsIT.SEEN.get(exercise)).sentence(exercise);

        assertThat(Files.readString(Path.of(exercise.folder(), "README.md"))).contains("\n" + sentence + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void thereIsAClassWithTheBugAndASolution(Exercise exercise) {
        assertThat(ROOT.resolve(exercise.source(false))).isRegularFile();
        assertThat(ROOT.resolve(exercise.source(true))).isRegularFile();
    }

    @ParameterizedTest
    @EnumSource
    void thePatternsPageLeadsHere(Exercise exercise) throws IOException {
        assertThat(Files.readString(Path.of("..", exercise.folder() + ".md")))
                .contains("workshop/" + exercise.folder() + "/README.md");
    }

    @Test
    void thePlanAndTheNotesNameEachExercise() throws IOException {
        String plan = Files.readString(Path.of("README.md"));
        String notes = Files.readString(Path.of("instructor.md"));
        for (Exercise exercise : Exercise.values()) {
            assertThat(plan).contains("| [" + exercise.folder() + "](" + exercise.folder() + "/README.md) |");
            assertThat(notes).contains("\n## " + exercise.folder() + "\n");
        }
    }
}
