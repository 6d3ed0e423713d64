package dev.sendlab.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One child JVM and the signals that it gets. It cannot outlive us: the watchdog knows its number before it may begin.
 */
final class NodeProcess {

    /**
     * Waits for one line before it becomes the node, so that there is no moment in which a node runs and the watchdog
     * has not heard of it. A terminal's Ctrl-C goes to the whole process group; ignoring it leaves the end to us.
     */
    private static final String WAIT_FOR_GO = "trap '' INT HUP; read -r go && exec \"$@\" </dev/null";

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static NodeProcess spawn(List<String> command, Path log) {
        List<String> waiting = new ArrayList<>(List.of("sh", "-c", WAIT_FOR_GO, "sendlab-node"));
        waiting.addAll(command);
        try {
            Process process = new ProcessBuilder(waiting)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Watchdog.get().process(process.pid());
            try (Writer go = process.outputWriter()) {
                go.write("go\n");
            }
            return new NodeProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + command.get(0), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends STOP, CONT, TERM or KILL. */
    void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("could not send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the process ended within that time */
    boolean ended(Duration within) {
        try {
            boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                Watchdog.get().forget(process.pid());
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last lines that the process wrote, for an error message. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
