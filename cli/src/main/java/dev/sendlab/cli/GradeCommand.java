package dev.sendlab.cli;

import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.DirectoryTree;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.Watchdog;
import dev.sendlab.broker.process.KafkaHome;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Exercise;
import dev.sendlab.workshop.Grading;
import dev.sendlab.workshop.Source;
import dev.sendlab.workshop.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries an exercise of the workshop, as it stands in its file now. */
@Command(
        name = "grade",
        description = "Try an exercise of docs/workshop on a real broker: red while the bug is in it, then green.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab grade sync-send",
            "  ./sendlab grade sync-send --solution",
            "",
            "Needs neither Maven nor a network."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:green", "1:red, or it does not compile", "2:wrong usage", "130:Ctrl-C"})
final class GradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EXERCISE",
            completionCandidates = Folders.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String folder;

    @Option(names = "--solution", description = "Try the solution instead.")
    private boolean solution;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Exercise exercise = Exercise.called(folder)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no exercise is called " + folder + "; there are " + String.join(", ", new Folders())));
        Path built = KafkaHome.find().buildDirectory();
        Path root = built.getParent().getParent();
        Path classes = built.resolve("grade-" + ProcessHandle.current().pid());
        Watchdog.get().directory(classes);
        try {
            Files.createDirectories(classes);
            Path source = root.resolve(exercise.source(solution));
            Code code = Source.compile(source, exercise.className(solution), classes);
            return tell(exercise, code);
        } catch (Source.NotCompiled e) {
            spec.commandLine().getErr().println("sendlab: " + e.getMessage());
            return ExitCode.FAILED;
        } finally {
            DirectoryTree.delete(classes);
        }
    }

    private int tell(Exercise exercise, Code code) throws InterruptedException {
        try (PrivateBroker broker =
                PrivateBroker.start(ClusterPlan.of(Topology.ONE).proxied())) {
            Verdict verdict = Grading.of(exercise, code, broker);
            spec.commandLine().getOut().println(verdict.sentence(exercise));
            return verdict.isGreen() ? 0 : ExitCode.FAILED;
        }
    }

    static final class Folders implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Exercise.values()).map(Exercise::folder).iterator();
        }
    }
}
