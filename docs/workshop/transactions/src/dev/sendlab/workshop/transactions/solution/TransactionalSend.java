package dev.sendlab.workshop.transactions.solution;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends records that become visible together or never. */
public final class TransactionalSend {

    private TransactionalSend() {}

    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, "transactions",
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "transactions-instance-1");
    }

    /** How it ended; the cause is null if it is committed. */
    public record Ended(State state, int records, RuntimeException cause) {

        public enum State {
            COMMITTED,
            ABORTED,
            FENCED,
            UNKNOWN
        }
    }

    /**
     * @param deadline for the commit
     * @return how it ended; no Kafka error is thrown
     */
    public static <K, V> Ended send(
            Producer<K, V> producer, Iterable<ProducerRecord<K, V>> records, Duration deadline) {
        producer.beginTransaction();
        int sent = 0;
        try {
            for (ProducerRecord<K, V> record : records) {
                producer.send(record);
                sent++;
            }
        } catch (RuntimeException thrown) {
            return abort(producer, sent, thrown);
        }
        long end = System.nanoTime() + deadline.toNanos();
        boolean askedBefore = false;
        while (true) {
            try {
                producer.commitTransaction();
                return new Ended(Ended.State.COMMITTED, sent, null);
            } catch (TimeoutException e) {
                // Commit may be called again, and abort may not.
                askedBefore = true;
                if (System.nanoTime() - end >= 0) {
                    return new Ended(Ended.State.UNKNOWN, sent, e);
                }
            } catch (InterruptException e) {
                return new Ended(Ended.State.UNKNOWN, sent, e);
            } catch (KafkaException e) {
                Ended ended = abort(producer, sent, e);
                // The commit without an answer may have been carried out before somebody fenced us.
                boolean unsure = askedBefore && ended.state() == Ended.State.FENCED;
                return unsure ? new Ended(Ended.State.UNKNOWN, sent, e) : ended;
            }
        }
    }

    /** The abort of a producer that was fenced fails too: nothing is left to abort, and the producer is to be closed. */
    private static Ended abort(Producer<?, ?> producer, int sent, RuntimeException cause) {
        try {
            producer.abortTransaction();
            return new Ended(Ended.State.ABORTED, sent, cause);
        } catch (KafkaException e) {
            return new Ended(isFenced(e) ? Ended.State.FENCED : Ended.State.UNKNOWN, sent, cause);
        }
    }

    private static boolean isFenced(Throwable e) {
        boolean fenced = e instanceof ApplicationRecoverableException || e instanceof InvalidTxnStateException;
        return fenced || e.getCause() != null && isFenced(e.getCause());
    }
}
