package dev.sendlab.cli.settings;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A file of properties, as Kafka's own tools read it. */
public final class PropertiesFile {

    private PropertiesFile() {}

    public static Map<String, Object> read(Path file) throws Refused {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(ExitCode.USAGE, "cannot read " + file + ": name a readable file of properties");
        }
        Map<String, Object> entries = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return entries;
    }
}
