package dev.sendlab.broker;

/** A private broker did not do what it was told; the message ends with the last lines of its log. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message, NodeProcess process) {
        super(message + "; the last lines of its log:\n" + process.logTail());
    }
}
