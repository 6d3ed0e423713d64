package dev.sendlab.cli.machine;

import dev.sendlab.broker.process.KafkaHome;
import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.machine.Finding.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether this machine has what is needed. */
@Command(
        name = "check",
        description = "Say in one line each whether this machine has what is needed: ok, missing, or a note.",
        footer = {"", "Asks no network, and ends within 10 s."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything that is needed is there", "1:something is missing", "2:wrong usage"})
public final class CheckCommand implements Callable<Integer> {

    private static final int PATIENCE_S = 9;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LocalRepository repository;

    @Override
    public Integer call() {
        Path root = KafkaHome.find().buildDirectory().getParent().getParent();
        Map<String, Supplier<Finding>> questions = new LinkedHashMap<>();
        questions.put("JDK", Machine::jdk);
        questions.put("Maven", Machine::maven);
        questions.put("memory", Machine::memory);
        questions.put("disk", () -> Machine.disk(root));
        questions.put("ports", Machine::ports);
        questions.put("containers", Machine::containers);
        questions.put("offline", () -> Rules.offline(repository.isPrepared(root)));
        List<Finding> findings = answers(questions);
        findings.forEach(finding -> spec.commandLine()
                .getOut()
                .println(String.format(
                        "%-8s %-11s %s",
                        finding.level().name().toLowerCase(Locale.ROOT), finding.subject(), finding.text())));
        return findings.stream().anyMatch(finding -> finding.level() == Level.MISSING) ? ExitCode.FAILED : 0;
    }

    /** All at once: an engine that hangs must not make the others late. */
    private static List<Finding> answers(Map<String, Supplier<Finding>> questions) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            return thread;
        });
        List<CompletableFuture<Finding>> answers = new ArrayList<>();
        questions.forEach((subject, question) -> answers.add(CompletableFuture.supplyAsync(question, threads)
                .completeOnTimeout(Finding.note(subject, "no answer in time"), PATIENCE_S, TimeUnit.SECONDS)
                .exceptionally(thrown -> Finding.note(
                        subject, "could not be found out: " + thrown.getCause().getMessage()))));
        List<Finding> findings = answers.stream().map(CompletableFuture::join).toList();
        threads.shutdownNow();
        return findings;
    }
}
