package dev.sendlab.broker.proxy;

import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A request and its answer, as they passed the proxy.
 *
 * @param api null if our kafka-clients do not know it
 * @param correlationId the client's number for the two
 * @param requestBytes the whole frame, its length field included
 * @param requestAt when its last byte had come from the client, on the clock of {@link System#nanoTime()}
 * @param answerBytes the whole frame, its length field included
 * @param answerAt when its last byte had come from the broker, on the same clock
 */
public record Exchange(
        ApiKeys api, int correlationId, int requestBytes, long requestAt, int answerBytes, long answerAt) {

    static Exchange of(Request request, Frame answer) {
        Frame asked = request.frame();
        return new Exchange(
                request.api(),
                request.correlationId(),
                asked.bytes().length,
                asked.arrived(),
                answer.bytes().length,
                answer.arrived());
    }
}
