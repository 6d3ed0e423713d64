package dev.sendlab.cli.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration really gives.
 *
 * @param source the file
 * @param effective the values that decide it
 * @param facts of the topic; empty without one
 * @param answers to what was required, in the order of {@link Requirement}
 */
record Explanation(
        String source,
        Map<String, Object> effective,
        List<Finding> findings,
        Map<String, Object> facts,
        Map<Requirement, Answer> answers) {

    /** By the file alone. */
    static Explanation of(String source, ConfiguredProducer producer, Collection<Requirement> required) {
        Map<Requirement, Answer> answers = new EnumMap<>(Requirement.class);
        required.forEach(requirement -> answers.put(requirement, requirement.of(producer)));
        return new Explanation(source, producer.decisive(), findings(producer), Map.of(), answers);
    }

    /** With a topic as it is today. */
    static Explanation of(
            String source, ConfiguredProducer producer, TopicState topic, Collection<Requirement> required) {
        Map<Requirement, Answer> answers = new EnumMap<>(Requirement.class);
        required.forEach(requirement -> answers.put(requirement, requirement.of(producer, topic)));
        List<Finding> findings = new ArrayList<>(findings(producer));
        findings.addAll(TopicFindings.of(producer, topic));
        return new Explanation(source, producer.decisive(), findings, topic.facts(), answers);
    }

    List<Finding> about(Subject subject) {
        return findings.stream().filter(finding -> finding.subject() == subject).toList();
    }

    private static List<Finding> findings(ConfiguredProducer producer) {
        return Rule.ALL.stream().flatMap(rule -> rule.about(producer).stream()).toList();
    }
}
