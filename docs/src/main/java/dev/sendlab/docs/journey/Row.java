package dev.sendlab.docs.journey;

import dev.sendlab.docs.journey.Trace.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the figure.
 *
 * @param stage as it is called in the trace; of what was not seen, the label
 * @param label what is written
 * @param note a second, smaller line; may be empty
 * @param micros null for what cannot be observed from outside: it is drawn at its place, without a time
 * @param from where an arrow comes from; the lane itself if there is none
 * @param to where an arrow goes to; the lane itself if there is none
 */
record Row(Lane lane, String stage, String label, String note, Double micros, Lane from, Lane to) {

    /** Everything that was seen, and between it what was not. */
    static List<Row> of(Trace trace) {
        List<Row> rows = new ArrayList<>();
        for (Step step : trace.steps()) {
            if (step.stage().equals("Produce request")) {
                rows.add(unseen(Lane.IO, "linger, drain", "the batch is taken", Lane.IO));
            }
            if (step.stage().equals("onAcknowledgement")) {
                rows.add(unseen(Lane.IO, "read the answer", "whose batch is it?", Lane.IO));
            }
            rows.add(seen(step));
            switch (step.stage()) {
                case "interceptor onSend" -> {
                    if (trace.has("Metadata request")) {
                        rows.add(unseen(Lane.CALLER, "wait", "for the metadata", Lane.CALLER));
                    }
                }
                case "partitioner" -> rows.add(unseen(Lane.CALLER, "append", "to its batch", Lane.IO));
                case "Produce request" ->
                    rows.add(unseen(Lane.BROKER, "append, replicate", "to the log; acks=all", Lane.BROKER));
                case "callback returns" -> rows.add(unseen(Lane.IO, "complete", "the batch's futures", Lane.CALLER));
                default -> {}
            }
        }
        return rows;
    }

    boolean isSeen() {
        return micros != null;
    }

    /** The stage that this one ends; itself, if it ends none. */
    String beganWith() {
        return stage.replace(" returns", " begins").replace(" answer", " request");
    }

    private static Row seen(Step step) {
        Lane lane = Lane.of(step.thread());
        if (lane == Lane.BROKER) {
            String[] apiAndWay = step.stage().split(" ");
            boolean isRequest = apiAndWay[1].equals("request");
            String note = apiAndWay[1] + ", " + step.detail().replace(" bytes", " B");
            Lane from = isRequest ? Lane.IO : lane;
            Lane to = isRequest ? lane : Lane.IO;
            return new Row(lane, step.stage(), apiAndWay[0], note, step.micros(), from, to);
        }
        return switch (step.stage()) {
            case "interceptor onSend" -> plain(lane, "onSend", "of an interceptor", step);
            case "onAcknowledgement" -> plain(lane, "onAcknowledgement", "of the interceptor", step);
            default -> plain(lane, step.stage(), step.detail(), step);
        };
    }

    private static Row plain(Lane lane, String label, String note, Step step) {
        return new Row(lane, step.stage(), label, note, step.micros(), lane, lane);
    }

    private static Row unseen(Lane lane, String label, String note, Lane to) {
        return new Row(lane, label, label, note, null, lane, to);
    }
}
