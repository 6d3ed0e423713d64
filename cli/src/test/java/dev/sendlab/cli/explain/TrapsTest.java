package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.TRAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrapsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max.block.ms=900     | max.block.ms=0        | up to 900 ms (max.block.ms)             | (C13)",
                "linger.ms=7          | linger.ms=0           | pays linger.ms (7 ms) every time        | (C17, C18)",
                "batch.size=0         | batch.size=1          | batch.size=0 does not end the lingering  | (C87)",
                "compression.type=lz4 | compression.type=none | (1,048,576 bytes) is held against       | (C63)",
                "interceptor.classes=a.B | acks=all           | What an interceptor throws is logged    | (C64)",
                "key.serializer=a.b.Mine | acks=all           | What Mine throws is thrown by send()    | (C06)"
            })
    void aTrapIsToldWhereItIs(String line, String other, String says, String claims) throws Exception {
        assertThat(Explained.about(TRAPS, line))
                .filteredOn(finding -> finding.contains(says))
                .singleElement()
                .asString()
                .endsWith(claims);
        assertThat(Explained.about(TRAPS, other)).noneMatch(finding -> finding.contains(says));
    }

    @Test
    void whatTheCodeMustAddIsNamed() throws Exception {
        assertThat(Explained.about(TRAPS, "key.serializer=a.B"))
                .last()
                .asString()
                .contains("must add bootstrap.servers, value.serializer, or")
                .endsWith("(C90)");
        assertThat(Explained.about(TRAPS, "key.serializer=a.B", "value.serializer=a.B", "bootstrap.servers=a:1"))
                .noneMatch(finding -> finding.contains("must add"));
    }

    /** C90. */
    @ParameterizedTest
    @ValueSource(strings = {"bootstrap.servers", "key.serializer", "value.serializer"})
    void kafkaRefusesToDoWithoutIt(String key) {
        String serializer = "org.apache.kafka.common.serialization.StringSerializer";
        Map<String, Object> config = new HashMap<>(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "key.serializer", serializer, "value.serializer", serializer));
        assertThat(new ProducerConfig(config).getString("acks")).isEqualTo("-1");
        config.remove(key);
        assertThatThrownBy(() -> new ProducerConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }
}
