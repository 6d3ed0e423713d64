package dev.sendlab.transactions;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/** How far a group's member is: what it has processed and not committed yet. Used on the thread that polls, as the consumer is. */
final class Positions implements ConsumerRebalanceListener {

    private final Consumer<?, ?> consumer;
    /** Where each partition is to be read from next. */
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

    private Exception notCommitted;

    Positions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    void advance(Map<TopicPartition, OffsetAndMetadata> next) {
        done.putAll(next);
    }

    /** @return how many of these need not be read again */
    int behind(ConsumerRecords<?, ?> inputs) {
        int count = 0;
        for (ConsumerRecord<?, ?> input : inputs) {
            TopicPartition partition = new TopicPartition(input.topic(), input.partition());
            count += input.offset() < done.get(partition).offset() ? 1 : 0;
        }
        return count;
    }

    // tag::commit[]
    /** @return why it, or a commit since the one before, has failed; null if none has */
    Exception commit() {
        commit(new HashMap<>(done));
        Exception why = notCommitted;
        notCommitted = null;
        return why;
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
                done.keySet().removeAll(offsets.keySet());
            }
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            // Kept: the next commit, or one of the methods below, which the next poll calls, knows what to do.
            notCommitted = e;
        }
    }
    // end::commit[]

    // tag::rebalance[]
    /** Still ours: the last moment to say how far we are. If that fails, the next owner does some of it again. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> revoked = new HashMap<>(done);
        revoked.keySet().retainAll(partitions);
        commit(revoked);
        done.keySet().removeAll(partitions);
    }

    /**
     * Somebody else's already, and perhaps further on: a commit from here would take them back. (One in the step before
     * could: with group.protocol=consumer, and if all others have left the group, the broker does not refuse it.)
     */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        done.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // The position of each is what its last owner has committed.
    }
    // end::rebalance[]
}
