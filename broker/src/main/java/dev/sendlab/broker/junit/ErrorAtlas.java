package dev.sendlab.broker.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Where tests write down the errors that they have seen, for the page {@code docs/errors.md}: the row is what was observed
 * and asserted, and only the advice is somebody's opinion. One line per row in {@code target/error-atlas.tsv}, with the
 * build's id, so that the page is never made of an older build.
 */
public final class ErrorAtlas {

    private static final Path FILE = Path.of("target", "error-atlas.tsv");
    private static final String IO_THREAD = "kafka-producer-network-thread | ";

    /** By which way the error reaches the application. */
    public enum Channel {
        SEND,
        FUTURE,
        GET,
        CALLBACK,
        INIT,
        COMMIT,
        ABORT,
        FLUSH,
        NOTHING
    }

    /** Whether the record that it is about can be in the log all the same. */
    public enum Written {
        NO,
        MAYBE,
        ABORTED
    }

    private ErrorAtlas() {}

    /**
     * To be called by the test itself, behind its assertions.
     *
     * @param error what came; null if nothing ever comes
     * @param thread on which it came: the producer's I/O thread, or any other for the caller's
     * @param advice what an application should do, in one short sentence
     */
    public static void seen(Throwable error, Channel channel, Thread thread, Written written, String advice) {
        seen(error, channel, thread.getName(), written, advice);
    }

    /** The same, for a test that has kept the thread's name only. */
    public static synchronized void seen(
            Throwable error, Channel channel, String thread, Written written, String advice) {
        StackFrame test = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getDeclaringClass() != ErrorAtlas.class)
                        .findFirst()
                        .orElseThrow());
        String row = String.join(
                "\t",
                System.getProperty("sendlab.build", "none"),
                error == null ? "" : error.getClass().getName(),
                channel.name(),
                thread.startsWith(IO_THREAD) ? "IO" : "CALLER",
                Boolean.toString(error instanceof RetriableException),
                written.name(),
                advice,
                test.getClassName(),
                test.getMethodName());
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
