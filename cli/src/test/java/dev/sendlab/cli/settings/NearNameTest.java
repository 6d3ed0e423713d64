package dev.sendlab.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {

    @ParameterizedTest
    @CsvSource({
        "linger.sm, linger.ms",
        "batchsize, batch.size",
        "compresion.type, compression.type",
        "bootstrap.server, bootstrap.servers",
        "delivery.timout.ms, delivery.timeout.ms",
        "enable.idempotance, enable.idempotence"
    })
    void whatDiffersInAFewLettersIsFound(String typed, String meant) {
        assertThat(NearName.of(typed, ProducerConfig.configNames())).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"schema.registry.url", "foo", "my.plugin.level"})
    void whatIsLikeNoneIsNotGuessed(String typed) {
        assertThat(NearName.of(typed, ProducerConfig.configNames())).isEmpty();
    }
}
