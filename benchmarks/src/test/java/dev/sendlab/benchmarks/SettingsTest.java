package dev.sendlab.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.lineup.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"all", "1", "0"})
    void idempotenceStaysPinnedWhileAcksIsVaried(String acks) {
        Settings settings = new Settings(Pattern.ASYNC_CALLBACK, "16384", "5", "none", acks);

        assertThat(settings.over(Pattern.ASYNC_CALLBACK.config("here:1"), "id"))
                .containsEntry("bootstrap.servers", "here:1")
                .containsEntry("acks", acks)
                .containsEntry("enable.idempotence", false)
                .doesNotContainKey("transactional.id");
    }

    @Test
    void theCellsLingerReplacesThePatternsOwn() {
        Settings settings = new Settings(Pattern.SYNC_SEND, "16384", "5", "none", "all");

        assertThat(settings.over(Pattern.SYNC_SEND.config("here:1"), "id")).containsEntry("linger.ms", "5");
    }

    @Test
    void aTransactionIsIdempotentAndHasItsOwnId() {
        Settings settings = new Settings(Pattern.TRANSACTIONAL_SEND, "16384", "5", "none", "all");

        assertThat(settings.over(Pattern.TRANSACTIONAL_SEND.config("here:1"), "its-own"))
                .containsEntry("enable.idempotence", true)
                .containsEntry("transactional.id", "its-own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "2"})
    void aTransactionWithoutAcksAllIsRefused(String acks) {
        assertThatThrownBy(() -> new Settings(Pattern.TRANSACTIONAL_SEND, "16384", "5", "none", acks))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("transactional-send needs acks=all, not acks=" + acks);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, none, all, batch.size",
        "16384, soon, none, all, linger.ms",
        "16384, 5, foo, all, compression.type",
        "16384, 5, none, 2, acks"
    })
    void whatKafkaWouldRefuseIsRefusedWithItsWords(
            String batchSize, String lingerMs, String compression, String acks, String named) {
        assertThatThrownBy(() -> new Settings(Pattern.SYNC_SEND, batchSize, lingerMs, compression, acks))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Invalid value")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRE_AND_FORGET", "SYNC_SEND", "ASYNC_CALLBACK", "TRANSACTIONAL_SEND"})
    void onePatternOfEachKindHasABenchmarkOfItsName(Pattern pattern) {
        assertThat(SendBenchmark.class.getDeclaredMethods())
                .filteredOn(method -> method.isAnnotationPresent(org.openjdk.jmh.annotations.Benchmark.class))
                .extracting(method -> Cell.pattern(SendBenchmark.class.getName() + "." + method.getName()))
                .containsOnlyOnce(pattern);
    }
}
