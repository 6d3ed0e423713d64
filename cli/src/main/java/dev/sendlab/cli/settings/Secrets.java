package dev.sendlab.cli.settings;

import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Which properties must not be shown. Kafka knows its own; of what it does not know, the name must do. */
public final class Secrets {

    private static final Pattern SUSPICIOUS = Pattern.compile(
            "pass(word|wd|phrase)|secret|credential|token|jaas|user[._-]?info|(api|access|private)[._-]?key",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    public static boolean isSecret(String key) {
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key);
        return known == null ? SUSPICIOUS.matcher(key).find() : known.type == ConfigDef.Type.PASSWORD;
    }

    /** The value, or what stands for it. */
    public static Object masked(String key, Object value) {
        return value != null && isSecret(key) ? Password.HIDDEN : value;
    }
}
