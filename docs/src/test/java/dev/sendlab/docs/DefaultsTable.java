package dev.sendlab.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of a producer, as Kafka's own definition has them. */
final class DefaultsTable {

    private DefaultsTable() {}

    /**
     * A row for each of them, in this order.
     *
     * @param names separated by commas
     * @throws IllegalArgumentException if the producer of this version has no such setting
     */
    static List<String> read(Path root, String names) {
        List<String> table = new ArrayList<>(
                List.of("| Setting | Type | Default | Valid values | Importance |", "|---|---|---|---|---|"));
        Definition definition = new Definition();
        Arrays.stream(names.split(",")).map(String::strip).map(definition::row).forEach(table::add);
        return table;
    }

    /** Its cells are for those who inherit. */
    private static final class Definition extends ConfigDef {

        Definition() {
            super(ProducerConfig.configDef());
        }

        String row(String name) {
            ConfigKey key = configKeys().get(name);
            if (key == null) {
                throw new IllegalArgumentException("a producer has no setting '" + name + "'");
            }
            return String.join(
                    " | ",
                    "| `" + name + "`",
                    getConfigValue(key, "Type"),
                    key.hasDefault() ? code(getConfigValue(key, "Default")) : "none: it must be set",
                    code(getConfigValue(key, "Valid Values")),
                    getConfigValue(key, "Importance") + " |");
        }

        private static String code(String cell) {
            return cell.isEmpty() ? "" : "`" + cell + "`";
        }
    }
}
