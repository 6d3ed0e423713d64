package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.NO_EFFECT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C89: Kafka takes what it does not know, and says nothing that anybody reads. */
class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linger.sm=5             | Did you mean linger.ms?                                    | (C89)",
                "group.id=orders         | It is a consumer's.                                        | (C89)",
                "min.insync.replicas=2   | It is the topic's, and no producer can set it.             | (C89)",
                "queue.buffering.max.ms=5 | It is librdkafka's; the Java client's is linger.ms.       | (C58)",
                "message.timeout.ms=5    | It is librdkafka's; the Java client's is delivery.timeout.ms. | (C58)",
                "my.plugin.level=5       | It does nothing.                                           | (C89)"
            })
    void whoeversItIsIsSaid(String line, String says, String claim) throws Exception {
        assertThat(Explained.about(NO_EFFECT, line))
                .containsExactly("The producer knows no property '" + line.substring(0, line.indexOf('=')) + "'. "
                        + says + " " + claim);
    }

    @Test
    void itMayBeForAClassOfTheApplication() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "schema.registry.url=x", "value.serializer=com.acme.Avro"))
                .containsExactly("The producer knows no property 'schema.registry.url'. It may be for the class that"
                        + " value.serializer names. (C89)");
    }

    /** The control arm: names that no list has, and that Kafka reads. */
    @Test
    void whatKafkaReadsIsNotUnknown() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "metrics.context.team=orders", "linger.ms=9"))
                .isEmpty();
    }

    @Test
    void itsValueIsNotShown() throws Exception {
        assertThat(Explained.about(NO_EFFECT, "my.password=hidden-1", "sasl.jaas.confg=hidden-2"))
                .hasSize(2)
                .noneMatch(finding -> finding.contains("hidden-"));
    }
}
