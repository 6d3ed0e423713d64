package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.Producers;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** C51: KIP-939 is half there. A transaction of Kafka cannot yet be one half of a transaction with a database. */
class TwoPhaseCommitTest {

    private static final String TWO_PHASES = "transaction.two.phase.commit.enable";
    private static final String TIMEOUT = "transaction.timeout.ms";

    @Test
    void thereIsNoMethodToPrepareWith() {
        assertThat(Arrays.stream(KafkaProducer.class.getMethods()).map(Method::getName))
                .contains("beginTransaction", "commitTransaction")
                .noneMatch(name -> name.contains("prepare"));
    }

    /** An external coordinator decides when it ends, and no clock does. */
    @Test
    void itsConfigurationIsThereAndExcludesATransactionTimeout() {
        assertThatThrownBy(() -> construct(Map.of(TWO_PHASES, true, TIMEOUT, 60_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(TIMEOUT)
                .hasMessageContaining(TWO_PHASES);
        assertThatCode(() -> construct(Map.of(TWO_PHASES, true))).doesNotThrowAnyException();
        assertThatCode(() -> construct(Map.of(TIMEOUT, 60_000))).doesNotThrowAnyException();
    }

    private static void construct(Map<String, Object> overlay) {
        Producers.open(TransactionalSend.config("localhost:1"), overlay).close();
    }
}
