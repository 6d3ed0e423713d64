package dev.sendlab.broker.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * A frame on its way to the broker, and what its header says. The first four fields are the same in every version of the
 * header, so that a request that is too new for our kafka-clients can still be passed on.
 *
 * @param api null if our kafka-clients do not know it
 * @param clientId null if the client has none
 */
record Request(Frame frame, ApiKeys api, int correlationId, String clientId) {

    private static final int SHORTEST_HEADER = 10;

    /** @throws IllegalStateException if the frame is too short for a header */
    static Request parse(Frame frame) {
        ByteBuffer header = frame.payload();
        if (header.remaining() < SHORTEST_HEADER) {
            throw new IllegalStateException("a request of " + header.remaining() + " bytes has no header");
        }
        short api = header.getShort();
        header.getShort(); // the version
        int correlationId = header.getInt();
        short length = header.getShort();
        if (length > header.remaining()) {
            throw new IllegalStateException("a client id of " + length + " bytes is longer than its request");
        }
        String clientId = length < 0
                ? null
                : StandardCharsets.UTF_8
                        .decode(header.slice(header.position(), length))
                        .toString();
        return new Request(frame, ApiKeys.hasId(api) ? ApiKeys.forId(api) : null, correlationId, clientId);
    }

    /** All but one kind of request are answered: a Produce with acks=0 is not. */
    boolean isAnswered() {
        return api != ApiKeys.PRODUCE || ((ProduceRequest) body(frame.payload())).acks() != 0;
    }

    /**
     * The answer with which a broker refuses this request. Empty if it has none: to a Produce with acks=0 a broker says
     * nothing and closes the connection.
     */
    Optional<Frame> refusal(Errors error) {
        ByteBuffer payload = frame.payload();
        ResponseHeader header = RequestHeader.parse(payload.duplicate()).toResponseHeader();
        AbstractRequest request = body(payload);
        AbstractResponse response = request.getErrorResponse(0, error.exception());
        if (response == null) {
            return Optional.empty();
        }
        ByteBuffer answer =
                RequestUtils.serialize(header.data(), header.headerVersion(), response.data(), request.version());
        return Optional.of(Frame.of(answer, frame.arrived()));
    }

    private static AbstractRequest body(ByteBuffer payload) {
        RequestHeader header = RequestHeader.parse(payload);
        return AbstractRequest.parseRequest(header.apiKey(), header.apiVersion(), new ByteBufferAccessor(payload))
                .request;
    }
}
