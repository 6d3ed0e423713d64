package dev.sendlab.cli.run;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.cluster.Inquiry;
import dev.sendlab.cli.cluster.Questions;
import dev.sendlab.cli.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Is there a cluster, does it let us in, has it the topic? A producer would find out too: record by record, each after
 * {@code max.block.ms}. It asks for no more rights than a producer has; what it may not know it passes over.
 */
final class Preflight {

    /** The broker's own name for it; its class is on none of our class paths. */
    private static final String AUTO_CREATE = "auto.create.topics.enable";

    private static final int FOR_CREATION_MS = 5_000;

    private final Settings settings;
    private final String servers;
    private final String topic;
    private final Messages messages;

    Preflight(Destination destination, Messages messages) {
        this.settings = destination.settings();
        this.servers = destination.servers();
        this.topic = destination.topic();
        this.messages = messages;
    }

    /** @throws Refused after 10 s at most, if nothing could be sent */
    void check() throws Refused {
        ProducerConfig config = settings.validated();
        Optional<Refused> refused = Inquiry.ask(settings, topic, questions -> refused(questions, config));
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private Optional<Refused> refused(Questions questions, ProducerConfig config) {
        int broker = questions.brokers().iterator().next().id();
        if (!questions.isThere(topic)) {
            boolean isCreated = questions
                            .setting(ConfigResource.Type.BROKER, "" + broker, AUTO_CREATE)
                            .map(Boolean::parseBoolean)
                            .orElse(true)
                    && appears();
            if (!isCreated) {
                return Optional.of(new Refused(
                        ExitCode.FAILED,
                        "there is no topic '" + topic + "' at " + servers + ", and none is created by sending"
                                + " to it: create it, or name another with --topic"));
            }
        }
        questions
                .setting(ConfigResource.Type.TOPIC, topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .ifPresent(bytes -> compare(Integer.parseInt(bytes), config));
        return Optional.empty();
    }

    /** The first question of a producer creates the topic, where brokers do that. */
    private boolean appears() {
        Map<String, Object> config = settings.forProducer();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOR_CREATION_MS);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        config.remove(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config);
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            return false;
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** Splitting parts the records of a batch that is too large, but never one that is too large itself from the rest. */
    private void compare(int maxMessageBytes, ProducerConfig config) {
        int batchSize = config.getInt(ProducerConfig.BATCH_SIZE_CONFIG);
        if (maxMessageBytes < batchSize) {
            messages.say("topic '" + topic + "' takes batches of up to " + maxMessageBytes
                    + " bytes (max.message.bytes), and batch.size is " + batchSize
                    + ": a record that is too large for it takes those in its batch along, until delivery.timeout.ms");
        }
    }
}
