package dev.sendlab.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A tiny shell process that outlives this JVM by a moment: it holds the end of a pipe, and when this JVM is gone, also
 * by {@code kill -9}, it kills the processes and deletes the directories that were entrusted to it. A shutdown hook
 * could not: SIGKILL runs none.
 */
public final class Watchdog {

    private static Watchdog instance;

    private final Writer pipe;

    private Watchdog() {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            pipe = new ProcessBuilder("sh", "-c", text, "sendlab-watchdog")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog did not start", e);
        }
    }

    /** The one of this JVM; the first call starts it. */
    public static synchronized Watchdog get() {
        if (instance == null) {
            instance = new Watchdog();
        }
        return instance;
    }

    /** It is killed at our end. */
    public void process(long pid) {
        tell("process " + pid);
    }

    /** The process has ended: its number may soon belong to somebody else. */
    public void forget(long pid) {
        tell("forget " + pid);
    }

    /** It is deleted at our end. */
    public void directory(Path directory) {
        tell("directory " + directory);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog is gone, and without it nothing may be started", e);
        }
    }
}
