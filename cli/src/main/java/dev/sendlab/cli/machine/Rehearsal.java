package dev.sendlab.cli.machine;

import dev.sendlab.cli.Sendlab;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/**
 * What most commands begin with, as far as it goes without a broker. The build runs this once and keeps the classes that
 * it loads in an archive (JEP 350), from which every later command maps them: it is ready in about two thirds of the
 * time. Without the archive, or with another JDK than the build's, a command runs just the same.
 */
final class Rehearsal {

    private static final String NOBODY = "127.0.0.1:1";

    private Rehearsal() {}

    public static void main(String[] args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        CommandLine command = Sendlab.commandLine();
        command.setOut(new PrintWriter(Writer.nullWriter()));
        command.execute("--help");
        Map<String, Object> where =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY, ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        StringSerializer utf8 = new StringSerializer();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(where, utf8, utf8)) {
            // Its future fails after max.block.ms: there is no metadata.
            producer.send(new ProducerRecord<>("topic", "value"));
        }
        StringDeserializer fromUtf8 = new StringDeserializer();
        new KafkaConsumer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY), fromUtf8, fromUtf8).close();
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY)).close(Duration.ZERO);
    }
}
