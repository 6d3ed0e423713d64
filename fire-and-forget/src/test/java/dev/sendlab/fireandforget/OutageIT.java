package dev.sendlab.fireandforget;

import static dev.sendlab.fireandforget.Sending.IMPATIENT;
import static dev.sendlab.fireandforget.Sending.numbered;
import static dev.sendlab.fireandforget.Sending.open;
import static dev.sendlab.fireandforget.Sending.recordErrors;
import static dev.sendlab.fireandforget.Sending.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** On a broker that does not answer. */
@BrokerTest
class OutageIT {

    /** C22; the control arm is the same producer before the fault: it gives nothing up and all of it is there. */
    @Test
    void lossIsSilentWhenTheBrokerIsGoneAndSeenOnlyInTheMetric(PrivateBroker broker) {
        String topic = broker.createTopic("silent");
        try (Producer<String, String> producer = open(broker, IMPATIENT)) {
            sendAll(producer, topic, "kept", 10);
            producer.flush();
            assertThat(recordErrors(producer)).isZero();

            broker.pause();
            sendAll(producer, topic, "lost", 10);
            broker.kill();
            producer.flush();

            assertThat(recordErrors(producer)).isEqualTo(10);
        }
        broker.restart();
        assertThat(broker.log(topic).values()).containsExactlyElementsOf(numbered("kept", 10));
    }

    /** C22: who cannot change the calls can still count, by configuration alone. */
    @Test
    void anInterceptorSeesWhatTheCallerDoesNot(PrivateBroker broker) {
        String topic = broker.createTopic("intercepted");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("interceptor.classes", Witness.class.getName());
        try (Producer<String, String> producer = open(broker, overlay)) {
            sendAll(producer, topic, "kept", 3);
            producer.flush();
            broker.pause();
            sendAll(producer, topic, "lost", 2);
            broker.kill();
            producer.flush();
        }

        assertThat(Witness.endsIn(topic)).hasSize(5);
        assertThat(Witness.endsIn(topic).subList(0, 3)).allMatch(end -> end.exception() == null);
        assertThat(Witness.endsIn(topic).subList(3, 5)).allMatch(end -> end.exception() instanceof TimeoutException);
    }

    /** The control arm is {@link #lossIsSilentWhenTheBrokerIsGoneAndSeenOnlyInTheMetric}, with too little time. */
    @Test
    void theProducerStillRetriesUntilTheBrokerIsBack(PrivateBroker broker) {
        String topic = broker.createTopic("retried");
        Map<String, Object> overlay = new HashMap<>(IMPATIENT);
        overlay.put("delivery.timeout.ms", 30_000);
        try (Producer<String, String> producer = open(broker, overlay)) {
            sendAll(producer, topic, "before", 1);
            producer.flush();

            broker.pause();
            sendAll(producer, topic, "during", 10);
            broker.kill();
            broker.restart();
            producer.flush();

            assertThat(recordErrors(producer)).isZero();
        }
        assertThat(broker.log(topic).values())
                .containsExactlyElementsOf(concat(numbered("before", 1), numbered("during", 10)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
