package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.Producers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** C11: delivery.timeout.ms must have room for linger.ms and one request.timeout.ms. */
class DeliveryTimeoutTest {

    private static final String WARNING =
            "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms. Setting it to ";

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

    /** The producer's own log is the only place that tells: its configuration still says 120000. */
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
