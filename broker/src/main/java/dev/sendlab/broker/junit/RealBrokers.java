package dev.sendlab.broker.junit;

import dev.sendlab.broker.BrokerSetting;
import dev.sendlab.broker.BrokerSetting.Kind;
import dev.sendlab.broker.KafkaCluster;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * How many tests of this JVM met which kind of broker. It is told when the first one gets its broker, and written to
 * {@code target/real-brokers.properties} after the last, for the last line of the build.
 */
final class RealBrokers implements AutoCloseable {

    private static final Path FILE = Path.of("target", "real-brokers.properties");

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    private RealBrokers() {
        System.out.println("sendlab: " + BrokerSetting.current());
    }

    static RealBrokers of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RealBrokers.class))
                .computeIfAbsent(RealBrokers.class, key -> new RealBrokers(), RealBrokers.class);
    }

    /**
     * @param test its unique id; a test with two brokers counts once
     * @param type the parameter that it takes; a private one is ours also where the shared one is not
     */
    void count(String test, BrokerSetting setting, Class<?> type) {
        boolean ours = setting.kind() == Kind.EXTERNAL && type != KafkaCluster.class;
        kinds.put(test, ours ? Kind.PROCESS : setting.kind());
    }

    @Override
    public void close() throws IOException {
        Properties counts = new Properties();
        for (Kind kind : Kind.values()) {
            long tests = kinds.values().stream().filter(kind::equals).count();
            counts.put(kind.name().toLowerCase(Locale.ROOT), Long.toString(tests));
        }
        Files.createDirectories(FILE.getParent());
        try (Writer writer = Files.newBufferedWriter(FILE)) {
            counts.store(writer, null);
        }
    }
}
