package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A job of ten inputs, of which number 5 cannot be copied. */
final class TenInputs {

    private TenInputs() {}

    static Job on(KafkaCluster cluster, Map<String, String> outputConfig) {
        Job job = Job.on(cluster, 1, 1, outputConfig);
        job.fill(10, 10);
        return job;
    }

    static void assertAllCopiedExceptOneDeadLetter(Job job, Class<? extends Exception> why, String itsValue)
            throws Exception {
        assertThat(job.log(job.output()).committedValues())
                .as(() -> "of " + positions(job.log(job.output()).readUncommitted()))
                .containsExactlyElementsOf(IntStream.range(0, 10)
                        .filter(i -> i != 5)
                        .mapToObj(Integer::toString)
                        .toList());
        job.log(job.deadLetters()).awaitSettled();
        List<ConsumerRecord<String, String>> letters =
                job.log(job.deadLetters()).readCommitted();
        assertThat(letters).hasSize(1);
        ConsumerRecord<String, String> letter = letters.get(0);
        assertThat(letter.key()).isEqualTo("key-5");
        assertThat(letter.value()).isEqualTo(itsValue);
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(job.input());
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("5");
        assertThat(header(letter, DeadLetter.EXCEPTION)).isEqualTo(why.getName());
        assertThat(job.committed()).isEqualTo(Map.of(0, 10L));
    }

    /** What a read_uncommitted reader finds, for whoever must explain what a read_committed one does not. */
    private static List<String> positions(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(record -> record.offset() + ":" + record.value())
                .toList();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
