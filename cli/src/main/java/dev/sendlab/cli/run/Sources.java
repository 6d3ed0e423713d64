package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.PropertiesFile;
import dev.sendlab.cli.settings.Settings;
import dev.sendlab.lineup.Pattern;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Who may set a property of the producer, and who wins: Kafka's default, the pattern, the file, the environment, {@code
 * --command-property}, {@code --bootstrap-server}.
 *
 * @param pattern whose own configuration comes first
 * @param file null without --command-config
 * @param properties of --command-property
 * @param environment KAFKA_BOOTSTRAP_SERVERS, or null
 * @param servers of --bootstrap-server, or null
 */
record Sources(Pattern pattern, Path file, Map<String, String> properties, String environment, String servers) {

    static final String COMMAND_PROPERTY = "--command-property";

    private static final String SERVERS = ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;

    /** @return without {@code bootstrap.servers} when nobody names any */
    Settings settings() throws Refused {
        Map<String, Object> ofPattern = new HashMap<>(pattern.config(""));
        ofPattern.remove(SERVERS);
        Settings settings = new Settings().with("pattern " + pattern, ofPattern);
        if (file != null) {
            settings.with(file.toString(), PropertiesFile.read(file));
        }
        if (isGiven(environment)) {
            settings.with("KAFKA_BOOTSTRAP_SERVERS", Map.of(SERVERS, environment));
        }
        settings.with(COMMAND_PROPERTY, properties);
        if (isGiven(servers)) {
            settings.with("--bootstrap-server", Map.of(SERVERS, servers));
        }
        refuseTransactionsWhereThereAreNone(settings, ofPattern);
        return settings;
    }

    /** A producer with a transactional id refuses every record outside a transaction. */
    private void refuseTransactionsWhereThereAreNone(Settings settings, Map<String, Object> ofPattern) throws Refused {
        String id = ProducerConfig.TRANSACTIONAL_ID_CONFIG;
        if (!ofPattern.containsKey(id) && settings.value(id).isPresent()) {
            throw new Refused(
                    ExitCode.USAGE,
                    id + " is set (" + settings.source(id).orElseThrow() + "), and " + pattern
                            + " knows no transactions: leave it out");
        }
    }

    private static boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }
}
