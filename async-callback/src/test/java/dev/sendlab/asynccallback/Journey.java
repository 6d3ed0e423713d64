package dev.sendlab.asynccallback;

import dev.sendlab.broker.proxy.Exchange;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happened to a record on its way, when, and on which thread: as far as it can be seen from outside. */
final class Journey {

    /** In place of a thread: between client and broker there is none of ours. */
    static final String WIRE = "wire";

    /**
     * @param nanos on the clock of {@link System#nanoTime()}
     * @param detail what else is known of it; may be empty
     */
    record Step(long nanos, String thread, String stage, String detail) {}

    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    void begin() {
        steps.clear();
    }

    void note(String stage) {
        note(stage, "");
    }

    void note(String stage, String detail) {
        steps.add(new Step(System.nanoTime(), Thread.currentThread().getName(), stage, detail));
    }

    /** For a proxy to tell what it has passed on. */
    void passed(Exchange exchange) {
        String number = ", no. " + exchange.correlationId();
        steps.add(new Step(
                exchange.requestAt(),
                WIRE,
                exchange.api().name + " request",
                exchange.requestBytes() + " bytes" + number));
        steps.add(new Step(
                exchange.answerAt(),
                WIRE,
                exchange.api().name + " answer",
                exchange.answerBytes() + " bytes" + number));
    }

    /** In the order of the clock. */
    List<Step> steps() {
        return steps.stream().sorted(Comparator.comparingLong(Step::nanos)).toList();
    }

    /** What one thread did, in its order. */
    List<String> stages(String thread) {
        return steps().stream()
                .filter(step -> step.thread().equals(thread))
                .map(Step::stage)
                .toList();
    }

    /** When the only such stage was. */
    long at(String stage) {
        List<Step> found =
                steps.stream().filter(step -> step.stage().equals(stage)).toList();
        if (found.size() != 1) {
            throw new AssertionError(stage + " expected once: " + steps());
        }
        return found.get(0).nanos();
    }
}
