package dev.sendlab.cli.tour;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.TopicLog;
import dev.sendlab.lineup.Pattern;
import dev.sendlab.lineup.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.header.Header;

/** One pattern's way through one round: it sends everything, and then reads the log. */
final class PatternRun {

    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final Pattern pattern;
    private final KafkaCluster cluster;
    private final String topic;
    private final boolean impatient;
    private final History history = new History();

    /** @param impatient whether a record expires after {@link Plug#DELIVERY_TIMEOUT} instead of two minutes */
    PatternRun(Pattern pattern, KafkaCluster cluster, boolean impatient) {
        this.pattern = pattern;
        this.cluster = cluster;
        this.impatient = impatient;
        this.topic = cluster.createTopic(pattern.toString());
    }

    Pattern pattern() {
        return pattern;
    }

    String topic() {
        return topic;
    }

    History history() {
        return history;
    }

    /** Sends all the records, with a new producer whenever the pattern asks for one. */
    void send(Iterator<ProducerRecord<String, String>> records) {
        while (records.hasNext() && !Thread.currentThread().isInterrupted()) {
            KafkaProducer<String, String> producer =
                    Producers.open(pattern.config(cluster.bootstrapServers()), overlay());
            try {
                producer.partitionsFor(topic);
                pattern.drive(producer, records, new Notes());
            } finally {
                producer.close(CLOSE);
            }
        }
    }

    /** Transactions promise something to read_committed readers only; for the other patterns there is no difference. */
    Counts readBack() {
        IsolationLevel isolation =
                pattern == Pattern.TRANSACTIONAL_SEND ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        TopicLog log = cluster.log(topic);
        log.awaitSettled();
        log.forEach(isolation, record -> history.found(number(record.headers().lastHeader(Handout.NUMBER))));
        return history.counts();
    }

    private Map<String, Object> overlay() {
        Map<String, Object> overlay = new HashMap<>();
        if (impatient) {
            overlay.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Plug.DELIVERY_TIMEOUT.toMillis());
            overlay.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        }
        if (pattern == Pattern.TRANSACTIONAL_SEND) {
            overlay.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        }
        return overlay;
    }

    private static int number(Header header) {
        return header == null ? -1 : Integer.parseInt(new String(header.value(), StandardCharsets.US_ASCII));
    }

    private final class Notes implements Told<String, String> {

        @Override
        public void acknowledged(ProducerRecord<String, String> record, RecordMetadata metadata) {
            history.acknowledged(number(record.headers().lastHeader(Handout.NUMBER)));
        }

        @Override
        public void failed(ProducerRecord<String, String> record, Exception cause) {
            history.failed(number(record.headers().lastHeader(Handout.NUMBER)));
        }
    }
}
