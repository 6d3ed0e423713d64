package dev.sendlab.cli.explain;

import dev.sendlab.cli.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rules say about a producer whose properties a test writes as {@code key=value}. */
final class Explained {

    private Explained() {}

    static ConfiguredProducer producer(String... lines) throws Refused {
        Map<String, Object> properties = new HashMap<>();
        for (String line : lines) {
            properties.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return ConfiguredProducer.of(properties);
    }

    /** The findings of one subject, each with its claims. */
    static List<String> about(Subject subject, String... lines) throws Refused {
        return Explanation.of("a file", producer(lines), List.of()).about(subject).stream()
                .map(Finding::toString)
                .toList();
    }
}
