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
 * Which tests of this JVM met which kind of broker. It is told when the first one gets its broker, and written to {@code
 * target} after the last: how many, for the last line of the build, and which, for the ledger of claims.
 */
final class RealBrokers implements AutoCloseable {

    private static final Path COUNTS = Path.of("target", "real-brokers.properties");
    private static final Path TESTS = Path.of("target", "brokers-of-tests.properties");

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Map<String, String> tests = new ConcurrentHashMap<>();

    private RealBrokers() {
        System.out.println("sendlab: " + BrokerSetting.current());
    }

    static RealBrokers of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RealBrokers.class))
                .computeIfAbsent(RealBrokers.class, key -> new RealBrokers(), RealBrokers.class);
    }

    /**
     * @param test a test with two brokers counts once
     * @param type the parameter that it takes; a private one is ours also where the shared one is not
     */
    void count(ExtensionContext test, BrokerSetting setting, Class<?> type) {
        boolean ours = setting.kind() == Kind.EXTERNAL && type != KafkaCluster.class;
        Kind kind = ours ? Kind.PROCESS : setting.kind();
        kinds.put(test.getUniqueId(), kind);
        test.getTestMethod()
                .ifPresent(method ->
                        tests.put(test.getRequiredTestClass().getName() + "." + method.getName(), nameOf(kind)));
    }

    @Override
    public void close() throws IOException {
        Properties counts = new Properties();
        for (Kind kind : Kind.values()) {
            long met = kinds.values().stream().filter(kind::equals).count();
            counts.put(nameOf(kind), Long.toString(met));
        }
        write(counts, COUNTS);
        Properties each = new Properties();
        each.putAll(tests);
        write(each, TESTS);
    }

    private static void write(Properties properties, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private static String nameOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
