package dev.sendlab.fireandforget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** C23: what the end of a program does to records that are still in the buffer. */
@BrokerTest
class CloseIT {

    @Test
    void aProgramThatEndsWithoutCloseLosesTheBuffer(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("without-close");

        assertThat(exitCodeOf(ProgramThatEnds.class, cluster, topic, "without-close"))
                .isZero();

        assertThat(cluster.log(topic).values()).isEmpty();
    }

    @Test
    void aProgramThatClosesLosesNothing(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("with-close");

        assertThat(exitCodeOf(ProgramThatEnds.class, cluster, topic, "with-close"))
                .isZero();

        assertThat(cluster.log(topic).values()).hasSize(100);
    }

    @Test
    void aCloseWithoutPatienceLosesTheBufferWithoutAWord(KafkaCluster cluster) {
        String topic = cluster.createTopic("impatient-close");
        Producer<String, String> producer =
                Producers.open(FireAndForget.config(cluster.bootstrapServers()), Map.of("linger.ms", 10_000));
        producer.partitionsFor(topic);
        FireAndForget.send(producer, new ProducerRecord<>(topic, "buffered"));

        producer.close(Duration.ZERO);

        assertThat(Sending.recordErrors(producer))
                .as("not even the metric moves")
                .isZero();
        assertThat(cluster.log(topic).values()).isEmpty();
    }

    private static int exitCodeOf(Class<?> program, KafkaCluster cluster, String topic, String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        cluster.bootstrapServers(),
                        topic,
                        how)
                .redirectErrorStream(true)
                .redirectOutput(new File("target", how + ".log"))
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
