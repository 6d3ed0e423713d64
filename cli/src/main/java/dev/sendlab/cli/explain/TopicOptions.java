package dev.sendlab.cli.explain;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.PropertiesFile;
import dev.sendlab.cli.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Option;

/** Which topic to look at, and how to reach it. */
final class TopicOptions {

    private static final String SERVERS = ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;

    @Option(names = "--topic", paramLabel = "T", description = "Look at this topic, as it is now. Changes nothing.")
    private String topic;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "S",
            description = "host:port, several separated by commas (default: KAFKA_BOOTSTRAP_SERVERS, else those of"
                    + " --command-config, else those of FILE).")
    private String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "CONFIG",
            description = "Properties for looking at the topic, over those of FILE: another user's, for instance.")
    private Path commandConfig;

    String topic() {
        return topic;
    }

    /** @return whether there are no options that mean nothing without another */
    boolean areComplete() {
        return topic != null || (bootstrapServer == null && commandConfig == null);
    }

    Settings settings(Path file, Map<String, Object> ofFile) throws Refused {
        Settings settings = new Settings().with(file.toString(), ofFile);
        if (commandConfig != null) {
            settings.with(commandConfig.toString(), PropertiesFile.read(commandConfig));
        }
        String environment = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
        if (environment != null && !environment.isBlank()) {
            settings.with("KAFKA_BOOTSTRAP_SERVERS", Map.of(SERVERS, environment));
        }
        if (bootstrapServer != null) {
            settings.with("--bootstrap-server", Map.of(SERVERS, bootstrapServer));
        }
        if (settings.servers().isEmpty()) {
            throw new Refused(ExitCode.USAGE, "--topic needs a cluster: name one with --bootstrap-server");
        }
        return settings;
    }
}
