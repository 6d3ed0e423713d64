package dev.sendlab.broker.junit;

import dev.sendlab.broker.BrokerSetting;
import dev.sendlab.broker.BrokerSetting.Kind;
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
 * Which tests of this JVM were given which kind of broker. It is told when one gets its broker, and written to {@code
 * target/brokers-of-tests.properties} after the last, for the last lines of the build.
 */
final class RealBrokers implements AutoCloseable {

    private static final Path FILE = Path.of("target", "brokers-of-tests.properties");

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    private RealBrokers() {
        System.out.println("sendlab: " + BrokerSetting.current());
    }

    static RealBrokers of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RealBrokers.class))
                .computeIfAbsent(RealBrokers.class, key -> new RealBrokers(), RealBrokers.class);
    }

    void given(ExtensionContext test, Kind kind) {
        String name = test.getRequiredTestClass().getName() + "."
                + test.getRequiredTestMethod().getName();
        kinds.put(name, kind);
    }

    @Override
    public void close() throws IOException {
        Properties brokers = new Properties();
        kinds.forEach((test, kind) -> brokers.put(test, kind.name().toLowerCase(Locale.ROOT)));
        Files.createDirectories(FILE.getParent());
        try (Writer writer = Files.newBufferedWriter(FILE)) {
            brokers.store(writer, null);
        }
    }
}
