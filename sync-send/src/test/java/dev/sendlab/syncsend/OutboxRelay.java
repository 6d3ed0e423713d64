package dev.sendlab.syncsend;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Sends what stands in the outbox. One relay at a time: two of them would send each row twice, and out of order. */
final class OutboxRelay {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final Producer<String, String> producer;
    private final String topic;

    OutboxRelay(Outbox outbox, Producer<String, String> producer, String topic) {
        this.outbox = outbox;
        this.producer = producer;
        this.topic = topic;
    }

    // tag::relay[]
    /**
     * Sends the oldest rows, each when the one before it is acknowledged and marked. It stops at the first that is not: the
     * next call begins with that row, and what failed may then be written twice.
     *
     * @return how many rows it has marked
     */
    int relay(int most) throws SQLException, InterruptedException {
        int marked = 0;
        for (Outbox.Row row : outbox.unsent(most)) {
            try {
                SyncSend.send(producer, row.record(topic), DEADLINE);
            } catch (KafkaException | TimeoutException notAcknowledged) {
                System.err.println("row " + row.id() + " stays in the outbox: " + notAcknowledged);
                return marked;
            }
            outbox.mark(row);
            marked++;
        }
        return marked;
    }
    // end::relay[]
}
