package dev.sendlab.broker;

import java.util.List;

/** What a {@link Node} is made of: a child JVM or a container. None of these calls waits for the node to be ready. */
public interface NodeRuntime extends AutoCloseable {

    /** Starts it on its data, for the first time or again. */
    void start();

    /** Also true while it is paused. */
    boolean isRunning();

    /** Returns when it is gone. */
    void kill();

    /** Returns when it is gone; it is killed when it has not ended by itself in time. */
    void stop();

    /** Returns when none of its threads runs any more. */
    void pause();

    void resume();

    /** @throws UnsupportedOperationException if it cannot be cut off from the network where it runs */
    void disconnect();

    /** Ends {@link #disconnect()}; does nothing if it is connected. */
    void reconnect();

    /** By which the system knows it: a process id, or the id of a container. */
    String handle();

    /** The lines of its log. */
    List<String> log();

    /** Ends it, in whatever state it is, and deletes its data; does nothing when called again. */
    @Override
    void close();
}
