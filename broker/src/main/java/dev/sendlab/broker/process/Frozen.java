package dev.sendlab.broker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether a process has really stopped. SIGSTOP promises no moment: on a busy machine some threads run on for a while
 * after the signal was sent, and a broker can acknowledge a record in it.
 */
public final class Frozen {

    private Frozen() {}

    /** Asks for each thread where the system tells of each one (Linux), and else for the process as a whole. */
    public static boolean is(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return new String(stateOf(pid), StandardCharsets.US_ASCII).startsWith("T");
        }
        try (Stream<Path> each = Files.list(threads)) {
            return each.allMatch(Frozen::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of "pid (name) state ...", in which the name may hold anything. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (NoSuchFileException ended) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stateOf(long pid) {
        try {
            return new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid))
                    .start()
                    .getInputStream()
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("ps could not be asked for the state of a process", e);
        }
    }
}
