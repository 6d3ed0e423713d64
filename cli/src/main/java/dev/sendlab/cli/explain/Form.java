package dev.sendlab.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help.Ansi;

/** In what form stdout gets an explanation; each ends without a line end. */
enum Form {
    TEXT {
        @Override
        String of(Explanation explanation, Ansi ansi) {
            StringBuilder text = new StringBuilder();
            for (Subject subject : Subject.values()) {
                List<Finding> findings = explanation.about(subject);
                if (!findings.isEmpty()) {
                    heading(text, subject.heading(), ansi);
                    if (subject == Subject.TOPIC) {
                        paragraph(text, facts(explanation));
                    }
                    findings.forEach(finding -> paragraph(text, finding.toString()));
                }
            }
            if (!explanation.answers().isEmpty()) {
                heading(text, "Required", ansi);
                explanation
                        .answers()
                        .forEach((requirement, answer) ->
                                paragraph(text, requirement + ": " + answer + " - " + requirement.meaning()));
            }
            return text.toString().stripTrailing();
        }

        private String facts(Explanation explanation) {
            return explanation.facts().entrySet().stream()
                    .map(fact -> fact.getKey() + "=" + fact.getValue())
                    .collect(Collectors.joining(", "));
        }

        private void heading(StringBuilder text, String heading, Ansi ansi) {
            text.append(text.length() == 0 ? "" : System.lineSeparator())
                    .append(ansi.string("@|bold " + heading + "|@"))
                    .append(System.lineSeparator());
        }

        private void paragraph(StringBuilder text, String words) {
            String wrapped = WordUtils.wrap(
                    words.replaceAll(BEFORE_UNIT, GLUE),
                    WIDTH - INDENT.length(),
                    System.lineSeparator() + INDENT,
                    false);
            text.append(INDENT).append(wrapped.replace(GLUE, " ")).append(System.lineSeparator());
        }
    },

    JSON {
        @Override
        String of(Explanation explanation, Ansi ansi) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", explanation.source());
            fields.put("effective", explanation.effective());
            fields.put("findings", explanation.findings());
            fields.put("topic", explanation.facts().isEmpty() ? null : explanation.facts());
            fields.put("required", explanation.answers());
            try {
                return new ObjectMapper()
                        .writer(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                        .writeValueAsString(fields);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final int WIDTH = 80;
    private static final String INDENT = "  ";

    /** A number and its unit stay on one line. */
    private static final String BEFORE_UNIT = "(?<=\\d) (?=(s|ms|bytes)\\b)";

    private static final String GLUE = "\u00a0";

    abstract String of(Explanation explanation, Ansi ansi);

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
