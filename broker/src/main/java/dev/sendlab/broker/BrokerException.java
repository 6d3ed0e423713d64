package dev.sendlab.broker;

import java.util.List;

/** A node did not do what it was told; the message ends with the last lines of its log. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    /** @param log the node's */
    public BrokerException(String message, List<String> log) {
        super(message + "; the last lines of its log:\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - LINES), log.size())));
    }
}
