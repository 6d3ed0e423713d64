package dev.sendlab.broker.proxy;

import java.util.List;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** Requests as a client serializes them. */
final class RequestFrames {

    private RequestFrames() {}

    static Frame apiVersions(String clientId, int correlationId) {
        short version = ApiKeys.API_VERSIONS.latestVersion();
        return frame(new ApiVersionsRequest(new ApiVersionsRequestData(), version), clientId, correlationId);
    }

    static Frame produce(short version, short acks, int correlationId) {
        TopicProduceData topic = new TopicProduceData()
                .setName(version < 13 ? "topic" : "")
                .setPartitionData(List.of(new PartitionProduceData().setRecords(MemoryRecords.EMPTY)));
        ProduceRequestData data = new ProduceRequestData()
                .setAcks(acks)
                .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator()));
        return frame(new ProduceRequest(data, version), "producer", correlationId);
    }

    private static Frame frame(AbstractRequest request, String clientId, int correlationId) {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), clientId, correlationId);
        return Frame.of(request.serializeWithHeader(header), System.nanoTime());
    }
}
