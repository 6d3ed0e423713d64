package dev.sendlab.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.cli.settings.PropertiesFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The producers of four texts about sending, as far as these configure one. */
class FourTextsTest {

    /** It takes the retries for granted, and they are: the deadline bounds them. */
    @Test
    void theTextAboutAsynchronousSendsConfiguresDefaults() throws Exception {
        Explanation explanation = explain("defaults-spelled-out");

        assertThat(says(explanation, Subject.IDEMPOTENCE)).startsWith("Yes: it is the default");
        assertThat(says(explanation, Subject.NO_EFFECT))
                .contains("retries=2147483647")
                .endsWith("(C88)");
        assertThat(says(explanation, Subject.VERDICT)).startsWith("Up to 180 s");
        assertThat(says(explanation, Subject.BLOCKING)).startsWith("Up to 60 s");
        assertPossible(explanation);
    }

    /** It wants get() for the order and against losses: the defaults keep the first, and get() adds linger.ms. */
    @Test
    void theTextAboutThePrincipleConfiguresNothing() throws Exception {
        Explanation explanation = explain("only-serializers");

        assertThat(explanation.about(Subject.NO_EFFECT)).isEmpty();
        assertThat(says(explanation, Subject.ORDER)).startsWith("Yes, within a partition: idempotence keeps it");
        assertThat(says(explanation, Subject.SINCE_FOUR)).startsWith("linger.ms is 5 by default, and was 0");
        assertThat(explanation.about(Subject.TRAPS))
                .anyMatch(trap -> trap.says().startsWith("send().get() for each record pays linger.ms (5 ms)"));
        assertPossible(explanation);
    }

    @Test
    void theNotesRetryAFewTimesAndGiveUpTooSoon() throws Exception {
        Explanation explanation = explain("three-retries");

        assertThat(explanation.about(Subject.VERDICT))
                .anyMatch(finding -> finding.says().startsWith("It may give up much sooner: retries=3"));
        assertThat(says(explanation, Subject.IDEMPOTENCE)).startsWith("Yes");
        assertPossible(explanation);
    }

    /** It calls a loss impossible. By these properties alone nobody can. */
    @Test
    void theTextAboutWebApplicationsLeavesTheLossToTheTopic() throws Exception {
        Explanation explanation = explain("orders-as-avro");

        assertThat(says(explanation, Subject.IDEMPOTENCE)).startsWith("Yes: enable.idempotence=true is set");
        assertThat(says(explanation, Subject.LEADER_DEATH))
                .startsWith("It depends on the topic")
                .endsWith("(C33, C68)");
        assertThat(says(explanation, Subject.BLOCKING)).contains("67,108,864 bytes");
        assertThat(explanation.about(Subject.NO_EFFECT))
                .extracting(Finding::says)
                .containsExactly(
                        "Set to what it would be anyway: acks=all, linger.ms=5,"
                                + " max.in.flight.requests.per.connection=5, retries=2147483647.",
                        "The producer knows no property 'schema.registry.url'. It may be for the class that"
                                + " value.serializer names.");
        assertThat(explanation.about(Subject.TRAPS))
                .anyMatch(trap -> trap.says().startsWith("What KafkaAvroSerializer or StringSerializer throws"))
                .noneMatch(trap -> trap.says().contains("must add"));
        assertPossible(explanation);
    }

    private static void assertPossible(Explanation explanation) {
        assertThat(explanation.answers())
                .isEqualTo(Map.of(
                        Requirement.NO_LOSS, Answer.DEPENDS,
                        Requirement.ORDER, Answer.POSSIBLE,
                        Requirement.NO_DUPLICATES, Answer.POSSIBLE));
    }

    private static String says(Explanation explanation, Subject subject) {
        return explanation.about(subject).get(0).toString();
    }

    /** The same files that the pages show. */
    private static Explanation explain(String name) throws Exception {
        Path file = Path.of("../docs/runnable", name + ".properties");
        return Explanation.of(name, ConfiguredProducer.of(PropertiesFile.read(file)), List.of(Requirement.values()));
    }
}
