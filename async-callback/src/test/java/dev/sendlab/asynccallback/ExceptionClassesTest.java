package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C36: what a callback can learn from the class of an exception, in this version of the client. */
class ExceptionClassesTest {

    /** Retriable by the client; a callback that gets one is told that the client has stopped (C09). */
    @ParameterizedTest
    @ValueSource(
            classes = {
                TimeoutException.class,
                NetworkException.class,
                NotEnoughReplicasException.class,
                NotEnoughReplicasAfterAppendException.class,
                NotLeaderOrFollowerException.class
            })
    void anErrorThatMayPassIsRetriable(Class<?> type) {
        assertThat(type).isAssignableTo(RetriableException.class);
    }

    /** The control arm. C32: the last one is retried all the same, see {@link OvertakenIT}. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                RecordTooLargeException.class,
                AuthorizationException.class,
                InvalidTopicException.class,
                OutOfOrderSequenceException.class
            })
    void anErrorThatStaysIsAnApiExceptionAndNotRetriable(Class<?> type) {
        assertThat(type)
                .isAssignableTo(ApiException.class)
                .matches(it -> !RetriableException.class.isAssignableFrom(it));
    }

    /** So a catch of ApiException around send() does not hold it. */
    @Test
    void aSerializationExceptionIsNoApiException() {
        assertThat(SerializationException.class.getSuperclass()).isEqualTo(KafkaException.class);
    }

    /** No marker interface: it is an ApiException itself. */
    @Test
    void retriableExceptionIsAnAbstractClass() {
        assertThat(RetriableException.class.getSuperclass()).isEqualTo(ApiException.class);
        assertThat(Modifier.isAbstract(RetriableException.class.getModifiers())).isTrue();
    }

    /** Code that names it compiles up to 3.9. */
    @Test
    void notLeaderForPartitionIsGone() {
        assertThatThrownBy(() -> Class.forName("org.apache.kafka.common.errors.NotLeaderForPartitionException"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
