package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong: one clear line, the right exit code, an end in bounded time, a true summary. */
@BrokerTest(
        proxied = true,
        value = {
            "auto.create.topics.enable=false",
            // For clients there is only the listener behind the proxy, and that one asks who they are.
            "listener.security.protocol.map="
                    + "CONTROLLER:PLAINTEXT,DIRECT:PLAINTEXT,BROKER:PLAINTEXT,PROXIED:SASL_PLAINTEXT",
            "listener.name.proxied.sasl.enabled.mechanisms=PLAIN",
            "listener.name.proxied.plain.sasl.jaas.config="
                    + "org.apache.kafka.common.security.plain.PlainLoginModule required user_alice=\"right\";"
        })
class RunBadInputIT {

    private static final String TOO_LARGE = "x".repeat(2_000_000);

    @TempDir
    Path directory;

    @Test
    void aServerThatDoesNotAnswerIsSaidWithinTenSeconds() {
        RunHere run = RunHere.of("async-callback --bootstrap-server 127.0.0.1:1");

        assertRefused(run, 3, "no broker answers at 127.0.0.1:1");
        assertThat(run.took()).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void aHostThatNobodyKnowsIsSaid() {
        RunHere run = RunHere.of("async-callback --bootstrap-server no-such-host.invalid:9092");

        assertRefused(run, 3, "no broker answers at no-such-host.invalid:9092");
        assertThat(run.took()).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void aTopicThatIsMissingAndNotCreatedByItselfIsSaid(PrivateBroker broker) {
        RunHere run = RunHere.of("async-callback --topic missing --bootstrap-server " + broker.directServers());

        assertRefused(run, 1, "there is no topic 'missing' at " + broker.directServers());
    }

    @ParameterizedTest
    @CsvSource({"wrong, 1", "right, 0"})
    void wrongCredentialsAreSaidAndRightOnesAreNot(String password, int exit, PrivateBroker broker) throws Exception {
        Path client = Files.write(
                directory.resolve("client.properties"),
                List.of(
                        "security.protocol=SASL_PLAINTEXT",
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"alice\" password=\"" + password + "\";"));

        RunHere run = RunHere.of("async-callback --topic " + broker.createTopic("run") + " --bootstrap-server "
                + broker.bootstrapServers() + " --command-config " + client);

        if (exit == 0) {
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.lastLine()).endsWith("acknowledged 1000, failed 0, unknown 0");
        } else {
            assertRefused(run, exit, "SaslAuthenticationException");
        }
        assertThat(run.out() + run.err()).doesNotContain(password + "\"");
    }

    @Test
    void aRecordThatIsTooLargeForTheClientFailsAlone(PrivateBroker broker) throws Exception {
        RunHere run = RunHere.of(input("first\n" + TOO_LARGE + "\nlast\n") + to(broker, Map.of()));

        assertOneFailed(run, "RecordTooLargeException", "max.request.size");
    }

    /** The third line is too long for what the second one's batch has left: together they would fail together. */
    @Test
    void aRecordThatIsTooLargeForTheTopicFailsAloneInABatchOfItsOwn(PrivateBroker broker) throws Exception {
        RunHere run = RunHere.of(input("first\n" + "x".repeat(3_000) + "\n" + "z".repeat(100) + "\n")
                + to(broker, Map.of("max.message.bytes", "1000"))
                + " --command-property batch.size=500");

        assertOneFailed(run, "RecordTooLargeException", "larger than the max message size");
    }

    @Test
    void aTopicWhoseBatchesMustBeSmallerIsWarnedOf(PrivateBroker broker) {
        RunHere run = RunHere.of("async-callback" + to(broker, Map.of("max.message.bytes", "8000")));

        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .contains("takes batches of up to 8000 bytes (max.message.bytes), and batch.size is 16384");
    }

    @Test
    void aMisspelledPropertyIsWarnedOfAndTheRunGoesOn(PrivateBroker broker) {
        RunHere run = RunHere.of("async-callback --command-property linger.sm=5" + to(broker, Map.of()));

        assertThat(run.exit()).isZero();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("knows no property 'linger.sm'", "did you mean 'linger.ms'?");
    }

    @ParameterizedTest
    @CsvSource({
        "acks=1, enable.idempotence=true, acks",
        "delivery.timeout.ms=1000, request.timeout.ms=5000, delivery.timeout.ms",
        "batch.size=many, linger.ms=0, batch.size",
        "max.in.flight.requests.per.connection=6, enable.idempotence=true, max.in.flight"
    })
    void propertiesThatContradictEachOtherAreRefused(String one, String other, String named, PrivateBroker broker) {
        RunHere run = RunHere.of(
                "async-callback --command-property " + one + " --command-property " + other + to(broker, Map.of()));

        assertRefused(run, 2, named);
    }

    @ParameterizedTest
    @CsvSource({"--input,no-such-file", "--input,.", "--command-config,no-such-file", "--command-config,."})
    void aFileThatCannotBeReadIsRefused(String option, String file) {
        assertRefused(RunHere.of("async-callback " + option + " " + file), 2, "cannot read " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-pattern",
        "async-callback --num-records 0",
        "async-callback --record-size 0",
        "async-callback --throughput 0",
        "async-callback --throughput NaN",
        "async-callback --input - --record-size 5",
        "async-callback --input - --seed 5",
        "async-callback --key-field id",
        "async-callback --output xml",
        "async-callback --command-property nonsense",
        "async-callback --bootstrap-server no-port",
        "async-callback --command-property transactional.id=x"
    })
    void wrongUsageIsSaid(String arguments) {
        RunHere run = RunHere.of(arguments);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("sendlab: ");
        assertThat(run.out()).isEmpty();
    }

    private static void assertRefused(RunHere run, int exit, String... said) {
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("sendlab: ")
                .contains(said);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    private static void assertOneFailed(RunHere run, String cause, String message) {
        assertThat(run.exit()).as(run.err()).isEqualTo(4);
        assertThat(run.lastLine()).isEqualTo("async-callback: sent 3, acknowledged 2, failed 1, unknown 0");
        assertThat(run.out()).contains("1 by " + cause + ", line 2 first", message, "not acknowledged  lines 2");
        assertThat(run.err()).contains("line 2 failed: " + cause + ": ");
    }

    private String input(String text) throws IOException {
        return "async-callback --input " + Files.writeString(directory.resolve("input"), text);
    }

    private static String to(PrivateBroker broker, Map<String, String> topic) {
        return " --topic " + broker.createTopic("run", 1, topic) + " --bootstrap-server " + broker.directServers();
    }
}
