package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} without a cluster: what it prints, what it refuses, and how it ends. */
class ExplainCommandTest {

    @TempDir
    Path directory;

    @Test
    void everyFindingNamesItsClaimsAndFitsIntoEightyColumns() throws Exception {
        RunHere explain = RunHere.explain(file("acks=1", "linger.sm=5", "compression.type=lz4") + " --require order");

        assertThat(explain.exit()).isEqualTo(5);
        assertThat(explain.err()).isEmpty();
        assertThat(explain.out().lines()).allMatch(line -> line.matches("\\p{ASCII}{0,80}"));
        assertThat(explain.words())
                .contains("Idempotent?", "No: acks=1 turns it off, silently.", "Did you mean linger.ms? (C89)")
                .contains("order: impossible - the acknowledged records")
                .doesNotContain("On this topic");
    }

    @Test
    void jsonHasTheEffectiveValuesTheFindingsAndTheAnswers() throws Exception {
        RunHere explain =
                RunHere.explain(file("retries=0", "linger.ms=200000") + " --output json --require no-loss,order");

        assertThat(explain.exit()).isEqualTo(6);
        JsonNode json = explain.json();
        assertThat(json.get("effective").get("enable.idempotence").asBoolean()).isFalse();
        assertThat(json.get("effective").get("acks").asText()).isEqualTo("all");
        assertThat(json.get("effective").get("delivery.timeout.ms").asInt()).isEqualTo(230_000);
        assertThat(json.get("findings").get(0).get("subject").asText()).isEqualTo("idempotence");
        assertThat(json.get("findings"))
                .allMatch(finding -> finding.get("claims").get(0).asText().matches("C\\d{2,3}"));
        assertThat(json.get("topic").isNull()).isTrue();
        assertThat(json.get("required").toString())
                .isEqualTo("{\"no-loss\":\"depends on the topic\",\"order\":\"possible\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "--require order, 0",
        "'--require order,no-duplicates', 0",
        "--require no-loss, 6",
        "'--require order,no-loss', 6"
    })
    void theExitCodeAnswersWhatIsRequired(String options, int exit) throws Exception {
        assertThat(RunHere.explain((file("acks=all") + " " + options).strip()).exit())
                .isEqualTo(exit);
    }

    @Test
    void nothingSecretIsPrinted() throws Exception {
        String arguments = file(
                "sasl.jaas.config=hidden-1",
                "ssl.key.password=hidden-2",
                "ssl.truststore.password=hidden-3",
                "basic.auth.user.info=hidden-4",
                "sasl.jaas.confg=hidden-5");

        assertThat(RunHere.explain(arguments).out()).isNotEmpty().doesNotContain("hidden-");
        assertThat(RunHere.explain(arguments + " --output json").out())
                .isNotEmpty()
                .doesNotContain("hidden-");
    }

    /** A provider of Kafka's own reads the file that the value names. */
    @Test
    void aValueMayComeFromAProvider() throws Exception {
        Path other = Files.writeString(directory.resolve("other.properties"), "linger=70");

        assertThat(RunHere.explain(file(
                                "config.providers=file",
                                "config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider",
                                "linger.ms=${file:" + other + ":linger}"))
                        .words())
                .contains("the last linger.ms (70 ms)");
    }

    /** C24, C25, C51: in Kafka's own words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks=1 | enable.idempotence=true                   | Must set acks to all",
                "retries=0 | enable.idempotence=true                | Must set retries to non-zero",
                "acks=1 | transactional.id=x                        | Cannot set a transactional.id",
                "acks=1 | max.in.flight.requests.per.connection=6   | set enable.idempotence=false; acks=1 alone",
                "acks=2 | linger.ms=0                               | Invalid value 2 for configuration acks",
                "batch.size=many | linger.ms=0                      | Invalid value many for configuration batch.size",
                "linger.ms=100000 | delivery.timeout.ms=1000        | delivery.timeout.ms is 1000",
                "partitioner.class=org.apache.kafka.clients.producer.internals.DefaultPartitioner | acks=all"
                        + "                                         | could not be found",
                "transactional.id=x | transaction.two.phase.commit.enable=true;transaction.timeout.ms=9"
                        + "                                         | Cannot set transaction.timeout.ms"
            })
    void whatKafkaRefusesIsOneLine(String one, String others, String said) throws Exception {
        assertRefused(RunHere.explain(file((one + ";" + others).split(";"))), 2, said);
    }

    /** The control arm of C25. */
    @Test
    void sixInFlightAreTakenWithoutIdempotence() throws Exception {
        assertThat(RunHere.explain(file("enable.idempotence=false", "max.in.flight.requests.per.connection=6"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-file", "."})
    void aFileThatCannotBeReadIsRefused(String file) {
        assertRefused(RunHere.explain(file), 2, "cannot read " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "--require everything, expected one of",
        "--output csv, expected one of",
        "--bootstrap-server localhost:9092, are for --topic",
        "--command-config client.properties, are for --topic",
        "--nonsense, Unknown option"
    })
    void wrongUsageIsSaid(String options, String said) throws Exception {
        RunHere explain = RunHere.explain(file("acks=all") + " " + options);

        assertThat(explain.exit()).isEqualTo(2);
        assertThat(explain.err()).startsWith("sendlab: ").contains(said);
        assertThat(explain.out()).isEmpty();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "KAFKA_BOOTSTRAP_SERVERS",
            matches = ".+",
            disabledReason = "it names the cluster that this test must not have")
    void aTopicNeedsACluster() throws Exception {
        assertRefused(RunHere.explain(file("acks=all") + " --topic orders"), 2, "name one with --bootstrap-server");
    }

    private static void assertRefused(RunHere explain, int exit, String said) {
        assertThat(explain.err().lines())
                .singleElement()
                .asString()
                .startsWith("sendlab: ")
                .contains(said);
        assertThat(explain.exit()).isEqualTo(exit);
        assertThat(explain.out()).isEmpty();
    }

    private String file(String... lines) throws IOException {
        return Files.write(directory.resolve("producer.properties"), List.of(lines))
                .toString();
    }
}
