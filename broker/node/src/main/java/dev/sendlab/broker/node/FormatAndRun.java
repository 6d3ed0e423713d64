package dev.sendlab.broker.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Formats a KRaft node's storage and then becomes that node, in one JVM: {@code kafka-storage.sh format} in a JVM of
 * its own costs about as much time as the start itself. Storage that is formatted already is left as it is, so the
 * same command starts a node for the first time and starts it again.
 */
final class FormatAndRun {

    private FormatAndRun() {}

    /** @param args the node's properties file, and the id of the cluster that it belongs to */
    public static void main(String[] args) throws Exception {
        Properties node = read(Path.of(args[0]));
        String logDirectory = node.getProperty("log.dirs");
        new Formatter()
                .setPrintStream(System.err)
                .setNodeId(Integer.parseInt(node.getProperty("node.id")))
                .setClusterId(args[1])
                .addDirectory(logDirectory)
                .setMetadataLogDirectory(logDirectory)
                .setControllerListenerName(node.getProperty("controller.listener.names"))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
        kafka.Kafka.main(new String[] {args[0]});
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
