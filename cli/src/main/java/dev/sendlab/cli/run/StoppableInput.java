package dev.sendlab.cli.run;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Input whose end can be demanded, also while a thread waits in it for somebody to type. */
final class StoppableInput implements Closeable {

    private final InputStream input;
    private Thread reader;
    private boolean isStopped;

    private StoppableInput(InputStream input) {
        this.input = input;
    }

    /** For a stream that never waits, or whose reading ends with an interrupt. */
    static StoppableInput of(InputStream input) {
        return new StoppableInput(input);
    }

    static StoppableInput of(Path file) throws IOException {
        return new StoppableInput(Files.newInputStream(file));
    }

    /** Through a channel: an interrupt ends its reading, while System.in would wait on. */
    @SuppressWarnings("resource") // Closed with the stream that reads it.
    static StoppableInput standard() {
        return new StoppableInput(Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()));
    }

    /** @return how many bytes, or -1 at the end, which a stop is too */
    int read(byte[] buffer, int offset, int length) throws IOException {
        if (!begins()) {
            return -1;
        }
        try {
            return input.read(buffer, offset, length);
        } catch (ClosedByInterruptException e) {
            if (isStopped()) {
                return -1;
            }
            throw e;
        } finally {
            ended();
        }
    }

    /** From any thread. */
    synchronized void stop() {
        isStopped = true;
        if (reader != null) {
            reader.interrupt();
        }
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }

    private synchronized boolean begins() {
        reader = Thread.currentThread();
        return !isStopped;
    }

    /** The interrupt was for the reading: whoever sends what was read before must not meet it. */
    private synchronized void ended() {
        reader = null;
        if (isStopped) {
            Thread.interrupted();
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
