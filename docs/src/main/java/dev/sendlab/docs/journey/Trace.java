package dev.sendlab.docs.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A record's journey as {@code JourneyIT} has recorded it.
 *
 * @param about the versions that it was recorded with, and the meaning of the columns
 * @param steps in the order of the clock
 */
record Trace(String about, List<Step> steps) {

    /** @param micros since send() began; of what a new producer does before that, negative */
    record Step(double micros, String stage, String thread, String detail) {}

    static Trace read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Trace(
                    lines.get(0), lines.stream().skip(1).map(Trace::step).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step step(String line) {
        String[] cells = line.strip().split(" {2,}");
        return new Step(Double.parseDouble(cells[0]), cells[1], cells[2], cells.length > 3 ? cells[3] : "");
    }

    boolean has(String stage) {
        return steps.stream().anyMatch(step -> step.stage().equals(stage));
    }
}
