package dev.sendlab.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    @ParameterizedTest
    @ValueSource(ints = {128, 129, 512, 10_000})
    void eachValueIsJsonOfThatManyBytesAndNoTwoAreAlike(int size) throws Exception {
        List<String> values = Orders.values(size);

        assertThat(values).doesNotHaveDuplicates();
        for (String value : values.subList(0, 200)) {
            assertThat(value.getBytes(StandardCharsets.UTF_8)).hasSize(size);
            JsonNode order = new ObjectMapper().readTree(value);
            assertThat(order.get("items")).isNotEmpty();
        }
    }

    @Test
    void everyRunSendsTheSame() {
        assertThat(Orders.values(512)).isEqualTo(Orders.values(512));
    }

    @Test
    void theyGoRound() {
        Orders orders = Orders.of("topic", List.of("a", "b", "c"));

        assertThat(values(orders.next(2))).containsExactly("a", "b");
        assertThat(values(orders.next(3))).containsExactly("c", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "127", "2097153", "abc", "1k"})
    void anImpossibleSizeIsRefused(String size) {
        assertThatThrownBy(() -> Orders.size(size))
                .isInstanceOf(Refusal.class)
                .hasMessage("recordSize=" + size + ": from 128 to 2097152 bytes");
    }

    private static List<String> values(Iterable<ProducerRecord<String, String>> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(ProducerRecord::value)
                .toList();
    }
}
