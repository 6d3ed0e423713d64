package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.BLOCKING;
import static dev.sendlab.cli.explain.Subject.VERDICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.cli.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** How long a thread waits, and how long until it is told: C04, C08, C10, C11. */
class WaitingTest {

    @Test
    void sendBlocksForAsLongAsMaxBlock() throws Exception {
        assertThat(Explained.about(BLOCKING, "max.block.ms=2500", "buffer.memory=40000"))
                .singleElement()
                .asString()
                .startsWith("Up to 2,500 ms (max.block.ms), for metadata or for room in the buffer of 40,000 bytes.")
                .endsWith("(C04, C08)");
        assertThat(Explained.about(BLOCKING, "max.block.ms=0"))
                .singleElement()
                .asString()
                .startsWith("Not at all");
    }

    @Test
    void aVerdictTakesBothTimesTogether() throws Exception {
        assertThat(Explained.about(VERDICT)).first().asString().startsWith("Up to 180 s from");
        assertThat(Explained.about(VERDICT, "max.block.ms=1500", "delivery.timeout.ms=40000"))
                .first()
                .asString()
                .startsWith("Up to 41,500 ms from the call of send(): max.block.ms 1,500 ms, then"
                        + " delivery.timeout.ms 40 s.")
                .endsWith("(C04, C10)");
    }

    @Test
    void withoutAProducerIdAnIdempotentProducerHasNoDeadline() throws Exception {
        assertThat(Explained.about(VERDICT))
                .hasSize(2)
                .last()
                .asString()
                .contains("until a broker has given it its producer id, nothing expires")
                .endsWith("(C71)");
        assertThat(Explained.about(VERDICT, "enable.idempotence=false")).hasSize(1);
    }

    @Test
    void aDeadlineThatIsNotSetIsRaised() throws Exception {
        assertThat(Explained.about(VERDICT, "linger.ms=100000"))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Up to 190 s from");
        assertThat(Explained.about(VERDICT, "linger.ms=100000"))
                .last()
                .asString()
                .startsWith("Kafka raises delivery.timeout.ms to 130 s by itself")
                .endsWith("(C11)");
        assertThat(Explained.about(VERDICT, "linger.ms=90000")).hasSize(2);
    }

    /** KafkaProducer decides it when it is constructed; what we refuse it refuses, and what we raise it takes. */
    @Test
    void aDeadlineThatIsSetTooShortIsRefusedAsKafkaRefusesIt() {
        assertThatThrownBy(() -> Explained.producer("linger.ms=100000", "delivery.timeout.ms=120000"))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("delivery.timeout.ms is 120000")
                .hasMessageContaining("which is 130000 (C11)");
        assertThatThrownBy(() -> construct(Map.of("linger.ms", "100000", "delivery.timeout.ms", "120000")))
                .hasCauseInstanceOf(ConfigException.class);
        assertThatCode(() -> construct(Map.of("linger.ms", "100000"))).doesNotThrowAnyException();
        assertThatCode(() -> Explained.producer("linger.ms=100000", "delivery.timeout.ms=130000"))
                .doesNotThrowAnyException();
    }

    @Test
    void fewRetriesAreSpentBeforeTheDeadline() throws Exception {
        assertThat(Explained.about(VERDICT, "retries=3"))
                .last()
                .asString()
                .startsWith("It may give up much sooner: retries=3")
                .endsWith("(C10)");
        assertThat(Explained.about(VERDICT, "retries=2147483647")).hasSize(2);
    }

    @Test
    void withoutAcknowledgementsAVerdictIsNone() throws Exception {
        assertThat(Explained.about(VERDICT, "acks=0", "retries=3"))
                .last()
                .asString()
                .startsWith("With acks=0 a success says only")
                .endsWith("(C19)");
        assertThat(Explained.about(VERDICT, "acks=1")).hasSize(1);
    }

    private static void construct(Map<String, Object> overlay) {
        Map<String, Object> config = new HashMap<>(overlay);
        config.put("bootstrap.servers", "127.0.0.1:1");
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()).close(Duration.ZERO);
    }
}
