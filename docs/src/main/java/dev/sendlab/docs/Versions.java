package dev.sendlab.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that pages name: {@code <!-- version: kafka -->} stands directly before one, and an image of Kafka has it as
 * its tag. They are those of the root POM.
 *
 * @param byName the versions that a page may name
 */
public record Versions(Map<String, String> byName) {

    /** The properties of the root POM that hold them. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "kafka", "kafka.version",
            "jdk", "maven.compiler.release",
            "maven", "maven.oldest.version",
            "jmh", "jmh.version",
            "testcontainers", "testcontainers.version");

    private static final Pattern NAMED =
            Pattern.compile("(<!-- version: (\\S+) -->|(?:apache|sendlab)/kafka:)(\\d(?:[\\w.]*\\w)?)");

    public static Versions of(Repository repository) {
        Map<String, String> all = repository.properties();
        Map<String, String> byName = new TreeMap<>();
        PROPERTIES.forEach((name, property) -> byName.put(name, all.get(property)));
        return new Versions(byName);
    }

    /** One line for each version that is not that of the POM, or that nothing keeps true. */
    List<String> problems(Page page) {
        List<String> problems = new ArrayList<>();
        // A block shows what was printed or is typed, and can hold no marker.
        List<CodeBlock> blocks = CodeBlock.of(page);
        for (int i = 0; i < page.lines().size(); i++) {
            String line = page.lines().get(i);
            String place = page.name() + ":" + (i + 1) + ": ";
            Matcher named = NAMED.matcher(line);
            while (named.find()) {
                String name = name(named);
                String version = byName.get(name);
                if (version == null) {
                    problems.add(place + "there is no version of '" + name + "', but of " + byName.keySet());
                } else if (!version.equals(named.group(3))) {
                    problems.add(place + "the version of " + name + " is " + version + "; mend it: " + Snippets.MEND);
                }
            }
            int index = i;
            boolean isInBlock =
                    blocks.stream().anyMatch(block -> block.openingLine() < index && index < block.closingLine());
            String typed = typed(named.replaceAll(""));
            if (typed != null && !isInBlock) {
                problems.add(
                        place + "a version that nothing keeps true; write <!-- version: " + typed + " --> before it");
            }
            if (line.stripLeading().startsWith("<!-- version:")) {
                problems.add(place + "begins with the marker of a version, which makes HTML of the whole line");
            }
        }
        return problems;
    }

    /** The line with the versions of the POM. */
    String mended(String line) {
        return NAMED.matcher(line)
                .replaceAll(named ->
                        Matcher.quoteReplacement(named.group(1) + byName.getOrDefault(name(named), named.group(3))));
    }

    /** The name of a version of three numbers in this text; null without one. Shorter ones may be anything. */
    private String typed(String text) {
        for (Map.Entry<String, String> version : byName.entrySet()) {
            String number = version.getValue();
            if (number.matches("\\d+\\.\\d+\\.\\d+")
                    && Pattern.compile("(?<![\\w.])" + Pattern.quote(number) + "(?![\\w]|\\.\\d)")
                            .matcher(text)
                            .find()) {
                return version.getKey();
            }
        }
        return null;
    }

    private static String name(MatchResult named) {
        return named.group(2) == null ? "kafka" : named.group(2);
    }
}
