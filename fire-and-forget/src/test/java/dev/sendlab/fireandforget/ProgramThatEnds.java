package dev.sendlab.fireandforget;

import dev.sendlab.broker.Producers;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends 100 records and ends within linger.ms. The I/O thread is a daemon: it does not keep the JVM alive. */
final class ProgramThatEnds {

    private ProgramThatEnds() {}

    /** @param args bootstrap servers, topic, and "with-close" or "without-close" */
    public static void main(String[] args) {
        Producer<String, String> producer = Producers.open(FireAndForget.config(args[0]), Map.of("linger.ms", 10_000));
        for (int i = 0; i < 100; i++) {
            FireAndForget.send(producer, new ProducerRecord<>(args[1], "value-" + i));
        }
        if (args[2].equals("with-close")) {
            producer.close();
        }
    }
}
