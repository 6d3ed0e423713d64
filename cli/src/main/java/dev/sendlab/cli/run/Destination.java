package dev.sendlab.cli.run;

import dev.sendlab.cli.cluster.Bounded;
import dev.sendlab.cli.cluster.Inquiry;
import dev.sendlab.cli.cluster.Questions;
import dev.sendlab.cli.settings.Settings;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * Where a run's records go.
 *
 * @param settings with {@code bootstrap.servers}
 * @param isPrivate whether that broker is the run's own, and the topic new
 */
record Destination(String topic, Settings settings, boolean isPrivate) {

    /** Nice to know, and nobody shall wait long for it who has pressed Ctrl-C. */
    private static final Duration FOR_OFFSETS = Duration.ofSeconds(2);

    String servers() {
        return settings.servers().orElseThrow();
    }

    /** May take 10 s. */
    boolean isAnswered() {
        return Questions.isAnswered(settings, Inquiry.PATIENCE);
    }

    /** Of a topic that nobody else has written to; empty if that cannot be known, or nobody answers. */
    OptionalLong offsets() {
        if (!isPrivate) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Bounded.call(FOR_OFFSETS, () -> {
                try (Questions questions = new Questions(settings, FOR_OFFSETS)) {
                    return questions.offsets(topic);
                }
            }));
        } catch (TimeoutException | KafkaException unknown) {
            return OptionalLong.empty();
        }
    }
}
