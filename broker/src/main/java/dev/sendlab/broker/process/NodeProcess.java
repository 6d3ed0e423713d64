package dev.sendlab.broker.process;

import dev.sendlab.broker.BrokerException;
import dev.sendlab.broker.Watchdog;
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
    private static final String WAIT_FOR_GO = "trap '' INT QUIT HUP; read -r go && exec \"$@\" </dev/null";

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

    /**
     * Sends STOP, CONT, TERM or KILL, unless the process has ended: its number may belong to somebody else by now.
     *
     * @throws BrokerException if the signal could not be sent; a fault that did not happen must not pass as one
     */
    void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!ended(kill, Duration.ofSeconds(10)) || kill.exitValue() != 0 && process.isAlive()) {
                throw new BrokerException("SIG" + name + " could not be sent", log(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not send SIG" + name, e);
        }
    }

    /** Sends STOP and returns when the process is frozen; at once if it has ended. */
    void freeze() {
        signal("STOP");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (process.isAlive() && !Frozen.is(process.pid())) {
            if (System.nanoTime() - deadline > 0) {
                throw new BrokerException("the broker was not frozen within 10 s of SIGSTOP", log(log));
            }
            ended(Duration.ofMillis(2));
        }
    }

    /** @return whether the process ended within that time; an interrupt is kept and does not end the waiting */
    boolean ended(Duration within) {
        boolean ended = ended(process, within);
        if (ended) {
            Watchdog.get().forget(process.pid());
        }
        return ended;
    }

    private static boolean ended(Process process, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the process wrote, or why that cannot be read: it is wanted for the message of another error. */
    static List<String> log(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }
}
