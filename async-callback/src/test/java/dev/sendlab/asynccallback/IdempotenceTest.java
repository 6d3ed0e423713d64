package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings go with idempotence. It is on by default, which is not the same as switched on: see both arms. */
class IdempotenceTest {

    /** C24; {@link IdempotenceIT} asks the broker. The control arm is the pattern's own configuration. */
    @ParameterizedTest
    @CsvSource({"acks, 1", "acks, 0", "retries, 0"})
    void theDefaultGivesWayToASettingWithoutAWord(String name, String value) {
        assertThat(idempotence(Map.of())).isTrue();
        assertThat(idempotence(Map.of(name, value))).isFalse();
    }

    /** C24, the other arm: asked for by name, it is refused and not dropped. */
    @ParameterizedTest
    @CsvSource({"acks, 1", "acks, 0", "retries, 0", "max.in.flight.requests.per.connection, 6"})
    void switchedOnItDoesNotGiveWay(String name, String value) {
        assertThatThrownBy(() -> idempotence(Map.of("enable.idempotence", true, name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("idempotent producer");
    }

    /** C25: this one setting is refused even where idempotence was not asked for; five is as many as it can order. */
    @Test
    void sixInFlightMustBeBoughtByName() {
        String inFlight = "max.in.flight.requests.per.connection";
        assertThatCode(() -> idempotence(Map.of(inFlight, 5))).doesNotThrowAnyException();
        assertThatThrownBy(() -> idempotence(Map.of(inFlight, 6))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> idempotence(Map.of(inFlight, 6, "acks", "1")))
                .as("acks=1 has turned it off already")
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(inFlight);

        assertThat(idempotence(Map.of(inFlight, 6, "enable.idempotence", false)))
                .isFalse();
    }

    /** As KafkaProducer reads it, which has no getter for it. */
    private static boolean idempotence(Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(AsyncCallback.config("localhost:9092"));
        config.put("key.serializer", StringSerializer.class);
        config.put("value.serializer", StringSerializer.class);
        config.putAll(overlay);
        return new ProducerConfig(config).getBoolean("enable.idempotence");
    }
}
