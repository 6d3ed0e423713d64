package dev.sendlab.broker.image;

import dev.sendlab.broker.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Another program, run to its end, with a deadline. It is asked to end with us, and killed if we were. */
final class ExternalCommand {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /**
     * @param code what it exited with
     * @param lines what it wrote, to stdout and to stderr
     */
    record Ended(int code, List<String> lines) {

        boolean well() {
            return code == 0;
        }

        /** The last lines that are not blank, in one line. */
        String tail(int count) {
            List<String> said = lines.stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join("; ", said.subList(Math.max(0, said.size() - count), said.size()));
        }
    }

    private ExternalCommand() {}

    /**
     * @param words the program and its arguments
     * @throws IOException if there is no such program
     * @throws ImageException if it has not ended at the deadline; it is killed then
     */
    static Ended run(Duration deadline, List<String> words) throws IOException {
        Process process = start(words);
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        Watchdog.get().process(process.pid());
        try {
            CompletableFuture<List<String>> said = CompletableFuture.supplyAsync(
                    () -> process.inputReader().lines().toList());
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ImageException("'" + String.join(" ", words.subList(0, 2)) + "' did not end within "
                        + deadline.toSeconds() + " s");
            }
            return new Ended(process.exitValue(), said.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while " + words.get(0) + " was running", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ImageException("what " + words.get(0) + " wrote could not be read", e);
        } finally {
            process.destroyForcibly();
            forget(end);
            Watchdog.get().forget(process.pid());
        }
    }

    private static Process start(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        // A builder of the user's choice may keep what it builds to itself; the engine's own builder does not.
        builder.environment().remove("BUILDX_BUILDER");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** After Ctrl-C the program has failed because we are ending; nobody needs to hear of that. */
    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException weAreEnding) {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
