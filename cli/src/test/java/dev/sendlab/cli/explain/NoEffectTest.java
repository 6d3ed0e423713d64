package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.NO_EFFECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does nothing, beside what does. */
class NoEffectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retries=9                        | acks=0                 | acks=1                  | (C19)",
                "transaction.timeout.ms=900       | acks=all               | transactional.id=x      | (C84)",
                "compression.zstd.level=9         | compression.type=lz4   | compression.type=zstd   | (C85)",
                "compression.gzip.level=9         | compression.type=none  | compression.type=gzip   | (C85)",
                "compression.lz4.level=10         | compression.type=zstd  | compression.type=lz4    | (C85)",
                "partitioner.ignore.keys=true     | partitioner.class=a.B  | acks=all                | (C86)",
                "partitioner.availability.timeout.ms=9 | partitioner.adaptive.partitioning.enable=false"
                        + "                       | partitioner.adaptive.partitioning.enable=true     | (C86)"
            })
    void aPropertyDoesNothingBesideWhatOverrulesIt(String line, String idle, String works, String claim)
            throws Exception {
        assertThat(Explained.about(NO_EFFECT, line, idle))
                .filteredOn(finding -> finding.startsWith(line + ": "))
                .singleElement()
                .asString()
                .endsWith(claim);
        assertThat(Explained.about(NO_EFFECT, line, works)).noneMatch(finding -> finding.startsWith(line + ": "));
    }

    @Test
    void whatIsSetToItsDefaultChangesNothing() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "acks=-1", "batch.size=16384", "linger.ms=6"))
                .containsExactly("Set to what it would be anyway: acks=-1, batch.size=16384. (C88)");
    }

    @Test
    void whatDoesNothingForAnotherReasonIsToldOnce() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "acks=0", "retries=2147483647"))
                .singleElement()
                .asString()
                .startsWith("retries=2147483647: with acks=0");
    }

    /** C24, C11: Kafka mends a default, and refuses the same value where somebody set it. */
    @Test
    void twoDefaultsSayMoreThanTheirValue() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "enable.idempotence=true", "delivery.timeout.ms=120000"))
                .isEmpty();
    }

    /** C88, for every property that has a default which can be written in a file. */
    @Test
    void kafkaWorksTheSameWhenItsDefaultsAreSet() {
        Map<String, Object> needed = Map.of(
                "bootstrap.servers", "127.0.0.1:0",
                "key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
                "value.serializer", "org.apache.kafka.common.serialization.StringSerializer",
                "client.id", "same");
        Map<String, Object> all = new HashMap<>(needed);
        ProducerConfig.configDef().configKeys().forEach((key, known) -> {
            if (known.hasDefault() && known.defaultValue != null && !key.equals("client.id")) {
                all.put(key, known.defaultValue);
            }
        });

        assertThat(new ProducerConfig(all).values()).isEqualTo(new ProducerConfig(needed).values());
        assertThat(all).hasSizeGreaterThan(50);
    }
}
