package dev.sendlab.cli.explain;

import static dev.sendlab.cli.explain.Subject.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C31, and what a partitioner does to the order of a key. */
class OrderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acks=all             | max.in.flight.requests.per.connection=5 | Yes, within a partition: idem | (C31)",
                "acks=1               | max.in.flight.requests.per.connection=1 | Yes, within a partition: only | (C31)",
                "enable.idempotence=false | retries=0                           | Yes, within a partition, for  | (C31, C81)",
                "acks=1               | max.in.flight.requests.per.connection=2 | No: the producer is not       | (C31)",
                "enable.idempotence=false | max.in.flight.requests.per.connection=6 | No: the producer is not   | (C31)",
                "acks=0               | max.in.flight.requests.per.connection=1 | Nobody can say                | (C19)"
            })
    void itIsKeptWhereNothingCanOvertake(String one, String other, String says, String claims) throws Exception {
        assertThat(Explained.about(ORDER, one, other))
                .singleElement()
                .asString()
                .startsWith(says)
                .endsWith(claims);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitioner.ignore.keys=true | By key not at all: partitioner.ignore.keys=true | (C35)",
                "partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner | By key not at all: Round | (C34)",
                "partitioner.class=com.acme.Mine | By key only if com.acme.Mine sends | (C35)"
            })
    void aPartitionerMayTakeItAwayFromAKey(String line, String says, String claims) throws Exception {
        assertThat(Explained.about(ORDER, line))
                .hasSize(2)
                .last()
                .asString()
                .startsWith(says)
                .endsWith(claims);
    }

    @Test
    void theDefaultPartitionerKeepsAKeyTogether() throws Exception {
        assertThat(Explained.about(ORDER, "partitioner.ignore.keys=false")).hasSize(1);
    }
}
