package dev.sendlab.docs.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a page, as somebody would see it who opens it. */
final class Inspection {

    private final Chromium chromium;
    private final Path folder;
    private final String look = look();

    /** @param folder that no request may leave */
    Inspection(Chromium chromium, Path folder) {
        this.chromium = chromium;
        this.folder = folder;
    }

    /** One line for each thing that is wrong; opens it once, and looks at it in both schemes. */
    List<String> problems(Path page, int width) {
        chromium.prefer("light");
        chromium.open(page, width, 900);
        List<String> problems = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            chromium.prefer(scheme);
            for (Object seen : (List<?>) chromium.run(look, scheme)) {
                problems.add(scheme + ": " + seen);
            }
        }
        chromium.complaints().forEach(complaint -> problems.add("in the console: " + complaint));
        String inside = folder.toUri().toString();
        chromium.requests().stream()
                .filter(url -> !url.startsWith(inside) && !url.startsWith("data:"))
                .forEach(url -> problems.add("asks for " + url));
        return problems;
    }

    private static String look() {
        try (var script = Inspection.class.getResourceAsStream("look.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
