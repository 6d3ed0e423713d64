package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.Producers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** How long a record is tried: delivery.timeout.ms, in which linger.ms and one request.timeout.ms must have room. */
class DeliveryTimeoutTest {

    private static final String WARNING =
            "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms. Setting it to ";

    /** C10: the retries do not end it. */
    @Test
    void theDefaultIsTwoMinutesAndRetriesWithoutEnd() {
        ProducerConfig defaults = new ProducerConfig(Map.of(
                "key.serializer", StringSerializer.class,
                "value.serializer", StringSerializer.class,
                "bootstrap.servers", "localhost:1"));

        assertThat(defaults.getInt("delivery.timeout.ms")).isEqualTo(120_000);
        assertThat(defaults.getInt("retries")).isEqualTo(Integer.MAX_VALUE);
    }

    /** C11. */
    @Test
    void tooShortItIsRefused() {
        assertThatThrownBy(() -> warningsOf(Map.of("delivery.timeout.ms", 30_004)))
                .isInstanceOf(KafkaException.class)
                .hasMessage("Failed to construct kafka producer")
                .cause()
                .isInstanceOf(ConfigException.class)
                .hasMessage("delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms");

        assertThat(warningsOf(Map.of("delivery.timeout.ms", 30_005)))
                .as("30 s for a request, 5 ms of linger")
                .doesNotContain(WARNING);
    }

    /** C11: a line in the client's own log is all that tells. */
    @Test
    void theDefaultIsRaisedWithAWarning() {
        assertThat(warningsOf(Map.of("request.timeout.ms", 130_000))).contains(WARNING + "130005.");
        assertThat(warningsOf(Map.of("request.timeout.ms", 119_995))).doesNotContain(WARNING);
    }

    /** What the client logs while it is made and closed. It looks for no broker before that. */
    private static String warningsOf(Map<String, Object> overlay) {
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Producers.open(AsyncCallback.config("localhost:1"), overlay).close();
        } finally {
            System.setErr(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
