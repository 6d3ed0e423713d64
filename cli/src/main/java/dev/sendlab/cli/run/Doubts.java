package dev.sendlab.cli.run;

import dev.sendlab.cli.settings.KnownNames;
import dev.sendlab.cli.settings.NearName;
import dev.sendlab.cli.settings.Secrets;
import dev.sendlab.cli.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What in the settings is allowed and yet probably not meant. */
final class Doubts {

    private Doubts() {}

    /** @return one line for each */
    static List<String> about(Settings settings) {
        List<String> doubts = new ArrayList<>();
        for (String key : settings.notUsed()) {
            doubts.add(key + " is not used: a run sends the bytes of each line as they are");
        }
        for (String key : settings.keys()) {
            String source = settings.source(key).orElseThrow();
            if (!KnownNames.has(key)) {
                Optional<String> near = NearName.of(key, ProducerConfig.configNames());
                doubts.add("the producer knows no property '" + key + "' (" + source + ")"
                        + near.map(name -> ": did you mean '" + name + "'?").orElse(""));
            }
            if (Secrets.isSecret(key) && source.equals(Sources.COMMAND_PROPERTY)) {
                doubts.add("everyone on this machine can read '" + key
                        + "' in the list of processes: put it into a file, for --command-config");
            }
        }
        return doubts;
    }
}
