package dev.sendlab.workshop;

import dev.sendlab.workshop.grading.AsyncCallbackGrade;
import dev.sendlab.workshop.grading.BoundedInFlightGrade;
import dev.sendlab.workshop.grading.ConsumeThenCommitGrade;
import dev.sendlab.workshop.grading.ConsumeTransformProduceGrade;
import dev.sendlab.workshop.grading.DeadLettersGrade;
import dev.sendlab.workshop.grading.FireAndForgetGrade;
import dev.sendlab.workshop.grading.SendFutureGrade;
import dev.sendlab.workshop.grading.SendThenDrainGrade;
import dev.sendlab.workshop.grading.SyncSendGrade;
import dev.sendlab.workshop.grading.TransactionsGrade;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One per pattern, in the order of the workshop. */
public enum Exercise {
    FIRE_AND_FORGET(
            "FireAndForget",
            "close() sends what is buffered, and nothing is called acknowledged that nobody looked at",
            new FireAndForgetGrade()),
    SYNC_SEND("SyncSend", "a record without a verdict is not sent a second time", new SyncSendGrade()),
    SEND_THEN_DRAIN(
            "SendThenDrain",
            "one outcome per record, in the order of the chunk, whatever became of its neighbours",
            new SendThenDrainGrade()),
    ASYNC_CALLBACK("AsyncCallback", "a record that failed is told as failed", new AsyncCallbackGrade()),
    BOUNDED_IN_FLIGHT("BoundedInFlight", "each permit comes back once, on every path", new BoundedInFlightGrade()),
    DEAD_LETTERS("DeadLetters", "a letter never keeps the I/O thread waiting", new DeadLettersGrade()),
    SEND_FUTURE("SendFuture", "the future always completes", new SendFutureGrade()),
    TRANSACTIONS(
            "TransactionalSend",
            "a producer that was fenced is told so, and nothing is thrown out of a transaction",
            new TransactionsGrade()),
    CONSUME_TRANSFORM_PRODUCE(
            "ConsumeTransformProduce",
            "the step after an abort reads the same records again",
            new ConsumeTransformProduceGrade()),
    CONSUME_THEN_COMMIT(
            "ConsumeThenCommit",
            "an offset is committed when its output is acknowledged, and never before",
            new ConsumeThenCommitGrade());

    private final String className;
    private final String promise;
    private final Grade grade;

    Exercise(String className, String promise, Grade grade) {
        this.className = className;
        this.promise = promise;
        this.grade = grade;
    }

    /** The one whose folder is called so. */
    public static Optional<Exercise> called(String folder) {
        return Arrays.stream(values())
                .filter(exercise -> exercise.folder().equals(folder))
                .findFirst();
    }

    /** The name of the pattern's page, and of the folder below docs/workshop. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the pattern promises, as a clause. */
    public String promise() {
        return promise;
    }

    /** The fully qualified name of the class with the bug, or of its solution. */
    public String className(boolean solution) {
        return "dev.sendlab.workshop." + folder().replace("-", "") + (solution ? ".solution." : ".") + className;
    }

    /** Its source, below the root of the repository. */
    public Path source(boolean solution) {
        return Path.of("docs", "workshop", folder(), "src")
                .resolve(className(solution).replace('.', '/') + ".java");
    }

    Grade grade() {
        return grade;
    }
}
