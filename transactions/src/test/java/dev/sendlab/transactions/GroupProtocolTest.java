package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C55: in the protocol of KIP-848 the broker decides, and a client that would decide is refused before it connects. */
class GroupProtocolTest {

    private static final Map<String, Object> THE_CLIENTS = Map.of(
            "session.timeout.ms", 30_000,
            "heartbeat.interval.ms", 1_000,
            "partition.assignment.strategy", RangeAssignor.class.getName());

    /** The control arm is in each of them: the default protocol takes the same setting. */
    @ParameterizedTest
    @ValueSource(strings = {"session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy"})
    void aSettingThatIsNowTheBrokersIsRefused(String name) {
        Map<String, Object> setting = Map.of(name, THE_CLIENTS.get(name));

        assertThatCode(() -> construct("classic", setting)).doesNotThrowAnyException();
        assertThatThrownBy(() -> construct("consumer", setting))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }

    @Test
    void howLongAPollMayTakeIsStillTheClients() {
        assertThatCode(() -> construct("consumer", Map.of("max.poll.interval.ms", 10_000)))
                .doesNotThrowAnyException();
    }

    private static void construct(String protocol, Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(ConsumeTransformProduce.consumerConfig("localhost:1"));
        config.put("group.protocol", protocol);
        config.putAll(overlay);
        StringDeserializer utf8 = new StringDeserializer();
        new KafkaConsumer<>(config, utf8, utf8).close();
    }
}
