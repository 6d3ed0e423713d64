package dev.sendlab.asynccallback;

import dev.sendlab.asynccallback.Journey.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A journey in a committed file, from which the figure in {@code docs/journey.md} is drawn. With {@code
 * -Dsendlab.journey=write} it is written anew; else it must have the stages of the journey that a test has just seen, and
 * may have other times.
 */
record Recording(Path file) {

    private static final String MEND =
            "mvn verify -pl docs -am -Dsendlab.journey=write -Dsnippets=write -Dit.test=JourneyIT"
                    + " '-Dtest=JourneyFigureTest,SnippetsTest' -Dfailsafe.failIfNoSpecifiedTests=false"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    static Recording of(String name) {
        return new Recording(Path.of("..", "docs", "results", name));
    }

    void writeIfAskedFor(Journey journey) throws IOException {
        if (!"write".equals(System.getProperty("sendlab.journey"))) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("Kafka " + AppInfoParser.getVersion() + ", Java " + System.getProperty("java.specification.version")
                + ", " + Runtime.getRuntime().availableProcessors() + " processors."
                + " Microseconds since send() began, stage, thread, and what else is known.");
        long begin = journey.at("send() begins");
        for (Step step : journey.steps()) {
            String line = String.format(
                    Locale.ROOT,
                    "%9.1f  %-24s  %-46s  %s",
                    (step.nanos() - begin) / 1_000.0,
                    step.stage(),
                    step.thread(),
                    step.detail());
            lines.add(line.stripTrailing());
        }
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** What one thread did in it, in its order. */
    List<String> stages(String thread) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.strip().split(" {2,}"))
                .filter(cells -> cells[2].equals(thread))
                .map(cells -> cells[1])
                .toList();
    }

    /** For a failure to say what mends it. */
    String mend() {
        return "docs/results/" + file.getFileName() + " was recorded otherwise; this writes it again: " + MEND;
    }
}
