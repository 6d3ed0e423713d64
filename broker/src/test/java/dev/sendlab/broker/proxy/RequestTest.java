package dev.sendlab.broker.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTest {

    static List<Short> produceVersions() {
        return IntStream.rangeClosed(ApiKeys.PRODUCE.oldestVersion(), ApiKeys.PRODUCE.latestVersion())
                .mapToObj(version -> (short) version)
                .toList();
    }

    @Test
    void theHeaderTellsKindClientAndNumber() {
        Request request = Request.parse(RequestFrames.apiVersions("client-ä", 42));

        assertThat(request.api()).isEqualTo(ApiKeys.API_VERSIONS);
        assertThat(request.clientId()).isEqualTo("client-ä");
        assertThat(request.correlationId()).isEqualTo(42);
    }

    @Test
    void aClientNeedHaveNoId() {
        assertThat(Request.parse(RequestFrames.apiVersions(null, 1)).clientId()).isNull();
    }

    @Test
    void aRequestThatOurClientsDoNotKnowIsOneAllTheSame() {
        ByteBuffer unknown = ByteBuffer.allocate(10)
                .putShort((short) 9_999)
                .putShort((short) 1)
                .putInt(5)
                .putShort((short) -1);

        Request request = Request.parse(Frame.of(unknown.flip(), 0));

        assertThat(request.api()).isNull();
        assertThat(request.correlationId()).isEqualTo(5);
        assertThat(request.isAnswered()).isTrue();
    }

    @Test
    void whatIsTooShortForAHeaderIsNoRequest() {
        assertThatThrownBy(() -> Request.parse(Frame.of(ByteBuffer.allocate(9), 0)))
                .isInstanceOf(IllegalStateException.class);
        ByteBuffer clientIdCutOff = ByteBuffer.allocate(10).putShort(8, (short) 3);
        assertThatThrownBy(() -> Request.parse(Frame.of(clientIdCutOff, 0))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("produceVersions")
    void onlyAProduceWithoutAcksIsNotAnswered(short version) {
        assertThat(Request.parse(RequestFrames.produce(version, (short) 0, 1)).isAnswered())
                .isFalse();
        assertThat(Request.parse(RequestFrames.produce(version, (short) 1, 1)).isAnswered())
                .isTrue();
        assertThat(Request.parse(RequestFrames.produce(version, (short) -1, 1)).isAnswered())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("produceVersions")
    void aRefusalIsTheAnswerThatTheClientExpects(short version) {
        Request request = Request.parse(RequestFrames.produce(version, (short) -1, 42));

        Frame refusal = request.refusal(Errors.NOT_ENOUGH_REPLICAS).orElseThrow();

        RequestHeader header = RequestHeader.parse(request.frame().payload());
        AbstractResponse response = AbstractResponse.parseResponse(refusal.payload(), header);
        assertThat(response.errorCounts()).containsOnlyKeys(Errors.NOT_ENOUGH_REPLICAS);
    }

    @Test
    void aProduceWithoutAcksCannotBeRefusedByAnAnswer() {
        Request request = Request.parse(RequestFrames.produce(ApiKeys.PRODUCE.latestVersion(), (short) 0, 1));

        assertThat(request.refusal(Errors.NOT_ENOUGH_REPLICAS)).isEmpty();
    }
}
