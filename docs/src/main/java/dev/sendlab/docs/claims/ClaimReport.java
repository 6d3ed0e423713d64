package dev.sendlab.docs.claims;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** What a build has shown, for people ({@code claims.html}) and for programs ({@code claims.json}). */
final class ClaimReport {

    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());

    private final List<Verdict> verdicts;
    private final String build;
    private final String kafkaVersion;

    /**
     * @param build its id
     * @param kafkaVersion of the clients, and of every broker that is not external
     */
    ClaimReport(List<Verdict> verdicts, String build, String kafkaVersion) {
        this.verdicts = verdicts;
        this.build = build;
        this.kafkaVersion = kafkaVersion;
    }

    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("claims.html"), html());
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(directory.resolve("claims.json").toFile(), json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> claims = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Claim claim = verdict.claim();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", claim.id());
            entry.put("claim", claim.sentence());
            entry.put("texts", claim.verdict());
            entry.put("tests", claim.tests().stream().map(TestName::toString).toList());
            entry.put("proven", verdict.isProven());
            entry.put("doubts", verdict.doubts());
            entry.put("milliseconds", verdict.millis());
            entry.put("brokers", verdict.brokers());
            entry.put("source", claim.source());
            claims.add(entry);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("build", build);
        report.put("clientVersion", kafkaVersion);
        report.put("brokerVersion", brokerVersion());
        report.put("claims", claims);
        return report;
    }

    /** An external cluster's is not known: Kafka's protocol does not tell it. */
    private String brokerVersion() {
        boolean areExternal =
                verdicts.stream().anyMatch(verdict -> verdict.brokers().contains("external"));
        return areExternal ? null : kafkaVersion;
    }

    private String html() throws IOException {
        StringBuilder page = new StringBuilder();
        long proven = verdicts.stream().filter(Verdict::isProven).count();
        page.append("# The claims\n\n")
                .append(proven + " of " + verdicts.size() + " proven in the build of " + build)
                .append(", with Kafka's clients " + kafkaVersion + " on brokers ")
                .append(brokerVersion() == null ? "of an unknown version" : brokerVersion())
                .append(
                        ". A process is a broker in a child JVM; none is a test that needs no broker.\n\n| | Claim | The texts | Proof | Broker | ms | |\n|---|---|---|---|---|---:|---|\n");
        for (Verdict verdict : verdicts) {
            page.append(row(verdict));
        }
        String body = HtmlRenderer.builder()
                .extensions(TABLES)
                .build()
                .render(Parser.builder().extensions(TABLES).build().parse(page.toString()));
        try (var template = ClaimReport.class.getResourceAsStream("claims.html")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("<!-- body -->", body);
        }
    }

    private static String row(Verdict verdict) {
        Claim claim = verdict.claim();
        return "| " + claim.id() + " | " + withoutLinks(claim.sentence()) + " | "
                + (claim.verdict() == null ? "" : claim.verdict()) + " | "
                + claim.tests().stream().map(test -> "`" + test + "`").collect(Collectors.joining(" ")) + " | "
                + String.join(", ", verdict.brokers()) + " | " + verdict.millis() + " | "
                + (verdict.isProven() ? "proven" : "**not proven:** " + String.join(", ", verdict.doubts()))
                + " |\n";
    }

    /** They lead from the ledger's page, not from this one. A bar would end the cell. */
    private static String withoutLinks(String markdown) {
        return markdown.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("|", "\\|");
    }
}
