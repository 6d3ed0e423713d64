package dev.sendlab.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Failed lines, counted by cause; the first few are said one by one. */
final class Failures {

    private static final int SAID_ONE_BY_ONE = 10;
    private static final int LONGEST_MESSAGE = 300;

    private final Messages messages;
    private final boolean saysAll;
    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private long count;

    Failures(Messages messages, boolean saysAll) {
        this.messages = messages;
        this.saysAll = saysAll;
    }

    /**
     * @param name the exception's, or the kind of an unusable line
     * @param count how many lines failed so
     * @param firstLine the first that was told of
     * @param firstMessage its exception's
     */
    record Cause(String name, long count, long firstLine, String firstMessage) {

        private Cause oneMore() {
            return new Cause(name, count + 1, firstLine, firstMessage);
        }
    }

    void add(long line, Exception failure) {
        String name = name(failure);
        Cause known = causes.get(name);
        causes.put(name, known == null ? new Cause(name, 1, line, message(failure)) : known.oneMore());
        count++;
        if (saysAll || count <= SAID_ONE_BY_ONE) {
            messages.say("line " + line + " failed: " + name + ": " + message(failure));
        } else if (count == SAID_ONE_BY_ONE + 1) {
            messages.say("more lines fail: the summary counts them (--verbose says them all)");
        }
    }

    long count() {
        return count;
    }

    List<Cause> causes() {
        return new ArrayList<>(causes.values());
    }

    private static String name(Exception failure) {
        return failure instanceof UnusableLine line
                ? line.kind()
                : failure.getClass().getSimpleName();
    }

    /** In one line. */
    private static String message(Exception failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "..." : message;
    }
}
