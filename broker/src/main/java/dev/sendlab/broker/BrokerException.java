package dev.sendlab.broker;

/** A node did not do what it was told; the message ends with the last lines of its log. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param logTail the last lines of the node's log */
    public BrokerException(String message, String logTail) {
        super(message + "; the last lines of its log:\n" + logTail);
    }
}
