package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.SINCE_FOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.metrics.JmxReporter;
import org.junit.jupiter.api.Test;

/** C80: the defaults that this client has, where the one of 3.9 had linger.ms 0, none, and no reporters. */
class SinceFourTest {

    @Test
    void defaultsThatAreNotSetAreOtherOnes() throws Exception {
        assertThat(Explained.about(SINCE_FOUR))
                .satisfiesExactly(
                        linger -> assertThat(linger)
                                .startsWith("linger.ms is 5 by default, and was 0 (KIP-1030)")
                                .endsWith("(C18, C80)"),
                        recovery -> assertThat(recovery)
                                .startsWith("metadata.recovery.strategy is rebootstrap by default, and was none in 3.9")
                                .endsWith("(C80)"));
    }

    @Test
    void theseAreTheDefaults() {
        assertThat(ProducerConfig.configDef().defaultValues())
                .containsEntry("linger.ms", 5L)
                .containsEntry("metadata.recovery.strategy", "rebootstrap")
                .containsEntry("metric.reporters", List.of(JmxReporter.class.getName()));
    }

    @Test
    void whatIsSetIsTheSameAsEver() throws Exception {
        assertThat(Explained.about(SINCE_FOUR, "linger.ms=0", "metadata.recovery.strategy=none"))
                .isEmpty();
    }

    @Test
    void reportersReplaceTheOneOfJmx() throws Exception {
        String jmx = "org.apache.kafka.common.metrics.JmxReporter";
        assertThat(Explained.about(SINCE_FOUR, "metric.reporters=com.acme.Mine"))
                .last()
                .asString()
                .startsWith("metric.reporters is set without " + jmx);
        assertThat(Explained.about(SINCE_FOUR, "metric.reporters=com.acme.Mine," + jmx))
                .noneMatch(finding -> finding.startsWith("metric.reporters"));
    }
}
