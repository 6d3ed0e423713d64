package dev.sendlab.cli.run;

import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Settings;
import dev.sendlab.lineup.Pattern;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where records go, and the producer's configuration. */
final class ProducerOptions {

    @Option(names = "--topic", paramLabel = "T", description = "The topic (default: the pattern's name).")
    private String topic;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "S",
            description = "host:port, several separated by commas (default: KAFKA_BOOTSTRAP_SERVERS, else those of"
                    + " --command-config, else a private broker).")
    private String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the producer; the place for whatever is secret.")
    private Path commandConfig;

    @Option(
            names = Sources.COMMAND_PROPERTY,
            paramLabel = "K=V",
            description = "A property of the producer; may be given several times.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    String topic(Pattern pattern) {
        return topic == null ? pattern.toString() : topic;
    }

    Settings settings(Pattern pattern) throws Refused {
        return new Sources(
                        pattern,
                        commandConfig,
                        commandProperties,
                        System.getenv("KAFKA_BOOTSTRAP_SERVERS"),
                        bootstrapServer)
                .settings();
    }
}
