package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.Printed;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Runs the exercise's main method, and holds its last line against the log. */
public final class FireAndForgetGrade implements Grade {

    private static final String HONEST = "fire-and-forget: sent 100, acknowledged 0, failed 0, unknown 100";

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("fire-and-forget");
        List<Exception> thrown = new ArrayList<>();
        List<String> printed = Printed.by(() -> {
            try {
                code.call("main", (Object) new String[] {broker.bootstrapServers(), topic});
            } catch (Exception e) {
                thrown.add(e);
            }
        });
        if (!thrown.isEmpty()) {
            throw thrown.get(0);
        }
        String last = printed.isEmpty() ? "no last line" : "'" + printed.get(printed.size() - 1) + "'";
        String seen = last + ", and " + broker.log(topic).values().size() + " records in the log";
        return new Verdict(seen.equals("'" + HONEST + "', and 100 records in the log"), seen);
    }
}
