package dev.sendlab.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Kafka makes of properties, and what of them is shown. */
class ConfiguredProducerTest {

    @Test
    void valuesAreThoseThatKafkaWorksWith() throws Exception {
        Map<String, Object> decisive =
                Explained.producer("acks=1", "linger.ms=100000", "batch.size=7").decisive();

        assertThat(decisive)
                .containsEntry("acks", "1")
                .containsEntry("enable.idempotence", false)
                .containsEntry("delivery.timeout.ms", 130_000L)
                .containsEntry("batch.size", 7)
                .containsEntry("retries", Integer.MAX_VALUE);
    }

    @Test
    void whatIsSecretIsNotShown() throws Exception {
        ConfiguredProducer producer = Explained.producer("ssl.key.password=hidden-1", "my.token=hidden-2", "acks=all");

        assertThat(producer.shown("ssl.key.password")).isEqualTo("ssl.key.password=[hidden]");
        assertThat(producer.shown("my.token")).isEqualTo("my.token=[hidden]");
        assertThat(producer.shown("acks")).isEqualTo("acks=all");
    }

    /** Only those of Kafka are known to be there. */
    @Test
    void classesOfTheApplicationAreNotLoaded() throws Exception {
        ConfiguredProducer producer = Explained.producer(
                "value.serializer=com.acme.Mine",
                "key.serializer=org.apache.kafka.common.serialization.StringSerializer");

        assertThat(producer.withForeignClasses()).containsExactly("value.serializer");
        assertThat(producer.serializers()).containsExactly("Mine", "StringSerializer");
    }
}
