package dev.sendlab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFieldTest {

    private final KeyField field = new KeyField("id");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"größe\"}|größe",
                "{\"id\":42}|42",
                "{\"id\":1.50}|1.50",
                "{\"id\":12345678901234567890123}|12345678901234567890123",
                "{\"other\":{\"id\":1},\"list\":[{\"id\":2}],\"id\":3}|3",
                "  {\"id\":\"\\u0041\"} |A"
            })
    void theFieldAtTheTopIsTheKey(String line, String key) throws Exception {
        assertThat(new String(field.of(line.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON|NotJson",
                "''|NotJson",
                "[{\"id\":1}]|NotJson",
                "{\"id\":1|NotJson",
                "{\"id\":1} {\"id\":2}|NotJson",
                "{\"other\":{\"id\":1}}|NoKeyField",
                "{\"id\":null}|NoKeyField",
                "{\"id\":true}|NoKeyField",
                "{\"id\":{\"id\":1}}|NoKeyField"
            })
    void whatHasNoneIsUnusable(String line, String kind) {
        assertThatThrownBy(() -> field.of(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        UnusableLine.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void bytesThatAreNoTextAreUnusable() {
        byte[] line = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThatThrownBy(() -> field.of(line))
                .isInstanceOfSatisfying(
                        UnusableLine.class, e -> assertThat(e.kind()).isEqualTo("NotJson"));
    }
}
