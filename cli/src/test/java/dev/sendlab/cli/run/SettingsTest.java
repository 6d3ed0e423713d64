package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Secrets;
import dev.sendlab.cli.settings.Settings;
import dev.sendlab.cli.settings.Settings.Setting;
import dev.sendlab.lineup.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which value a property has, who says so, and what of it is shown. */
class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void theLaterSourceWinsAndEachValueKnowsItsOwn() throws Exception {
        Path file = file("linger.ms=7", "batch.size=1000", "client.id=of-the-file", "bootstrap.servers=file:1");

        Map<String, Setting> effective = EffectiveConfig.of(
                new Sources(Pattern.SYNC_SEND, file, Map.of("batch.size", "2000"), "environment:1", null).settings());

        assertThat(effective)
                .containsEntry("linger.ms", new Setting("7", file.toString()))
                .containsEntry("batch.size", new Setting("2000", "--command-property"))
                .containsEntry("client.id", new Setting("of-the-file", file.toString()))
                .containsEntry("bootstrap.servers", new Setting("environment:1", "KAFKA_BOOTSTRAP_SERVERS"))
                .containsEntry("acks", new Setting("all", "default"))
                .containsEntry(
                        "value.serializer",
                        new Setting("org.apache.kafka.common.serialization.ByteArraySerializer", "run"));
    }

    @Test
    void thePatternsOwnConfigurationIsASource() throws Exception {
        assertThat(EffectiveConfig.of(sources(Map.of()).settings()))
                .containsEntry("linger.ms", new Setting("0", "pattern sync-send"))
                .containsEntry("bootstrap.servers", new Setting("", "a private broker, started by the run"));
    }

    @Test
    void theOptionForServersWinsOverAll() throws Exception {
        Settings settings = new Sources(
                        Pattern.SYNC_SEND,
                        file("bootstrap.servers=file:1"),
                        Map.of("bootstrap.servers", "property:1"),
                        "environment:1",
                        "option:1")
                .settings();

        assertThat(settings.servers()).hasValue("option:1");
        assertThat(settings.source("bootstrap.servers")).hasValue("--bootstrap-server");
    }

    @Test
    void whatKafkaChangesByItselfIsSaidToBeDerived() throws Exception {
        assertThat(EffectiveConfig.of(sources(Map.of("acks", "1")).settings()))
                .containsEntry("enable.idempotence", new Setting("false", "derived from others"));
    }

    @Test
    void whatIsSecretIsHiddenAlsoWhereKafkaDoesNotKnowIt() throws Exception {
        Map<String, String> secret = Map.of(
                "sasl.jaas.config", "hidden-1",
                "ssl.key.password", "hidden-2",
                "basic.auth.user.info", "hidden-3",
                "my.plugin.API-Key", "hidden-4",
                "oauth.client.secret", "hidden-5");

        Map<String, Setting> effective = EffectiveConfig.of(sources(secret).settings());

        assertThat(effective.toString()).doesNotContain("hidden-");
        assertThat(secret.keySet())
                .allSatisfy(key -> assertThat(effective.get(key).value()).isEqualTo("[hidden]"));
        assertThat(Secrets.isSecret("sasl.oauthbearer.token.endpoint.url")).isFalse();
        assertThat(Secrets.isSecret("max.request.size")).isFalse();
    }

    @Test
    void contradictionsAreRefusedInOneLine() {
        assertThatThrownBy(() -> sources(Map.of("acks", "1", "enable.idempotence", "true"))
                        .settings()
                        .validated())
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("acks");
        assertThatThrownBy(() -> sources(Map.of("transactional.id", "x")).settings())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("sync-send knows no transactions");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> new Sources(Pattern.SYNC_SEND, directory, Map.of(), null, null).settings())
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.exitCode()).isEqualTo(2));
    }

    @Test
    void doubtsNameThePropertyItsSourceAndTheNearOne() throws Exception {
        Settings settings = sources(Map.of("linger.sm", "5", "value.serializer", "Mine", "sasl.jaas.config", "x"))
                .settings();

        assertThat(Doubts.about(settings))
                .containsExactlyInAnyOrder(
                        "the producer knows no property 'linger.sm' (--command-property): did you mean 'linger.ms'?",
                        "value.serializer is not used: a run sends the bytes of each line as they are",
                        "everyone on this machine can read 'sasl.jaas.config' in the list of processes: put it into a"
                                + " file, for --command-config");
        assertThat(settings.forProducer()).containsEntry("linger.sm", "5");
    }

    @Test
    void questionsAreAskedOnTheSameWayAndKnowNothingOfSending() throws Exception {
        Map<String, Object> admin = sources(Map.of(
                        "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "acks", "1", "my.plugin", "x"))
                .settings()
                .forAdmin();

        assertThat(admin)
                .containsEntry(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("my.plugin", "x")
                .doesNotContainKeys("acks", "linger.ms", "value.serializer");
    }

    private static Sources sources(Map<String, String> properties) {
        return new Sources(Pattern.SYNC_SEND, null, properties, null, null);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(directory.resolve("client.properties"), List.of(lines));
    }
}
