package dev.sendlab.cli.explain;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka refuses six requests in flight also where acks=1 has already made the producer not idempotent. */
final class InFlightHint {

    private static final String IN_FLIGHT = ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;

    private InFlightHint() {}

    static String addedTo(String refusal, Map<String, Object> given) {
        boolean applies = refusal.contains(IN_FLIGHT)
                && given.containsKey(IN_FLIGHT)
                && !given.containsKey(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)
                && refusal.contains("idempotent");
        return applies
                ? refusal + " Whoever wants more must set enable.idempotence=false; acks=1 alone is not enough (C25)"
                : refusal;
    }
}
