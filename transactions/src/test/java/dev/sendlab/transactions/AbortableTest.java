package dev.sendlab.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C50, the classes of KIP-1050: by its error a transaction knows who can go on. */
class AbortableTest {

    /** Close the producer, begin anew with another. The last two are a consumer's word, through sendOffsetsToTransaction. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                ProducerFencedException.class,
                InvalidProducerEpochException.class,
                InvalidPidMappingException.class,
                FencedInstanceIdException.class,
                IllegalGenerationException.class,
                UnknownMemberIdException.class
            })
    void anErrorThatTheApplicationCanRecoverFromIsNeitherRetriableNorAbortable(Class<?> type) {
        assertThat(type.getSuperclass()).isEqualTo(ApplicationRecoverableException.class);
    }

    /** Abort, go on with the same producer. */
    @Test
    void abortableIsAClassOfItsOwn() {
        assertThat(TransactionAbortableException.class.getSuperclass()).isEqualTo(ApiException.class);
    }
}
