package dev.sendlab.broker.proxy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One fault: which requests, when, and what is done to them. {@link FrameProxy#add} makes it. */
public final class Rule {

    private final Match match;
    private final Trigger trigger;
    private final Action action;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong fired = new AtomicLong();

    Rule(Match match, Trigger trigger, Action action) {
        this.match = match;
        this.trigger = trigger;
        this.action = action;
    }

    /**
     * How often it has done what its action says, so far. A fault that did not fire proves nothing, and one that waits
     * for the broker's answer has not fired before that came; one that holds has fired when it holds. It is counted before
     * a client can notice, except what a task does while it runs.
     */
    public long fired() {
        return fired.get();
    }

    /** @param callsOfConnection how many requests of the connection each rule has accepted so far */
    boolean claims(Request request, Map<Rule, Integer> callsOfConnection) {
        return match.accepts(request)
                && match.acceptsCall(callsOfConnection.merge(this, 1, Integer::sum))
                && trigger.fires(calls.incrementAndGet());
    }

    void act(Connection connection, Request request) throws IOException, InterruptedException {
        action.step().take(connection, request, fired::incrementAndGet);
    }

    @Override
    public String toString() {
        return action + " for " + match + ", fired " + fired;
    }
}
