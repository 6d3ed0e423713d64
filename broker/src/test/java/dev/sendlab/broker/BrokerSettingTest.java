package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.broker.BrokerSetting.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerSettingTest {

    private static final Optional<String> NO_CLUSTER = Optional.empty();
    private static final Optional<String> A_CLUSTER = Optional.of("kafka-1:9092");

    @Test
    void processIsProcessWhateverElseThereIs() {
        assertThat(BrokerSetting.of("process", A_CLUSTER).kind()).isEqualTo(Kind.PROCESS);
    }

    @Test
    void autoTakesTheClusterThatTheEnvironmentNamesAndSaysSo() {
        assertThat(BrokerSetting.of("auto", A_CLUSTER))
                .hasToString("brokers: external (KAFKA_BOOTSTRAP_SERVERS names kafka-1:9092)");
    }

    @Test
    void externalWithoutAClusterIsRefusedInOneLine() {
        assertThatThrownBy(() -> BrokerSetting.of("external", NO_CLUSTER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sendlab.broker=external is impossible: KAFKA_BOOTSTRAP_SERVERS names no cluster: set it");
    }

    @Test
    void anotherValueIsRefusedWithTheValuesThatThereAre() {
        assertThatThrownBy(() -> BrokerSetting.of("docker", NO_CLUSTER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sendlab.broker=docker: it must be auto, process, container or external");
    }
}
