package dev.sendlab.workshop;

import dev.sendlab.broker.PrivateBroker;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a grade, with a deadline: code that is being mended may wait for ever. */
public final class Grading {

    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private Grading() {}

    /** @param broker with a frame proxy before it; several grades may share it, since each has topics and clients of its own */
    public static Verdict of(Exercise exercise, Code code, PrivateBroker broker) throws InterruptedException {
        FutureTask<Verdict> grade = new FutureTask<>(() -> exercise.grade().of(code, broker));
        Thread thread = new Thread(grade, "grade-" + exercise.folder());
        thread.setDaemon(true);
        thread.start();
        try {
            return grade.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return Verdict.red("it threw " + phrase(e.getCause()));
        } catch (TimeoutException e) {
            return Verdict.red("no end within " + DEADLINE.toSeconds() + " s");
        } finally {
            thread.interrupt();
        }
    }

    /** The first line only: some of Kafka's messages have many. */
    private static String phrase(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return thrown.getClass().getSimpleName() + message.lines().findFirst().orElse("");
    }
}
