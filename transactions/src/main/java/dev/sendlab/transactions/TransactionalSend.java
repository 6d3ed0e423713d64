package dev.sendlab.transactions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * <b>What it is.</b> Records for several topics and partitions that become visible together or never.
 *
 * <p><b>Guarantee.</b> A read_committed reader sees all records of a committed transaction and none of another; a
 * read_uncommitted reader, which is the default, sees them all. A second producer with the same transactional id fences
 * this one.
 *
 * <p><b>Cost.</b> A few round trips per transaction, whatever its size, and readers that wait for its end.
 *
 * <p><b>What failure looks like.</b> {@link Ended}: the state tells what to do next. The futures may be ignored, since
 * commit fails when one of them has; what send() itself throws may not, since commit then succeeds without that record.
 *
 * <p><b>Use it when</b> half of a unit of work in the log would be wrong, and its readers are read_committed.
 *
 * <p>Run it: {@code ./sendlab main TransactionalSend [bootstrap-server]}
 */
public final class TransactionalSend {

    private static final String TOPIC = "transactions";

    private TransactionalSend() {}

    // tag::config[]
    /**
     * One transactional id per running instance, the same after its restart: a new id each time would fence nobody, and
     * what the dead instance left open would stay open until {@code transaction.timeout.ms}.
     */
    public static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG, TOPIC,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "transactions-instance-1");
    }
    // end::config[]

    // tag::ended[]
    /**
     * How a transaction ended, as far as this producer can know.
     *
     * @param state what to do next
     * @param records how many were sent in it
     * @param cause why it is not committed; null if it is. If abort has failed too, its error is in the message
     */
    public record Ended(State state, int records, RuntimeException cause) {

        public enum State {
            /** Decided and durable, and visible as soon as its markers are written. Go on. */
            COMMITTED,
            /** Never visible. Go on with the same producer: send again, or leave it out. */
            ABORTED,
            /**
             * Taken from us, by a newer producer or after transaction.timeout.ms. Close; there is nothing to abort. Never
             * visible, unless the broker had carried out the commit whose answer was then lost on the way.
             */
            FENCED,
            /**
             * No verdict. Close, with a timeout, since close() would wait for the verdict too; the next initTransactions()
             * with this transactional id settles it.
             */
            UNKNOWN
        }
    }
    // end::ended[]

    // tag::send[]
    /**
     * Sends the records in one transaction. {@code initTransactions()} must have been called, once, on this producer.
     *
     * @param deadline for the commit; each attempt blocks for up to {@code max.block.ms}, so one may overrun it, and an
     *     abort may block as long again
     * @return how it ended; no Kafka error of the transaction is thrown, only misuse: a producer without {@code
     *     initTransactions()}, or one that should have been closed
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
        return commit(producer, sent, System.nanoTime() + deadline.toNanos());
    }
    // end::send[]

    // tag::commit[]
    static Ended commit(Producer<?, ?> producer, int sent, long deadline) {
        boolean askedBefore = false;
        while (true) {
            try {
                producer.commitTransaction();
                return new Ended(Ended.State.COMMITTED, sent, null);
            } catch (TimeoutException e) {
                // After this, commit may be called again, and abort may not.
                askedBefore = true;
                if (System.nanoTime() - deadline >= 0) {
                    return new Ended(Ended.State.UNKNOWN, sent, e);
                }
            } catch (InterruptException e) {
                return new Ended(Ended.State.UNKNOWN, sent, e);
            } catch (KafkaException e) {
                Ended ended = abort(producer, sent, e);
                // The commit that got no answer may have been carried out before somebody fenced us.
                boolean unsure = askedBefore && ended.state() == Ended.State.FENCED;
                return unsure ? new Ended(Ended.State.UNKNOWN, sent, e) : ended;
            }
        }
    }
    // end::commit[]

    // tag::abort[]
    /** Tells more than the error before it: of two causes with one error, a fencing fails here, a time that was up does not. */
    static Ended abort(Producer<?, ?> producer, int sent, RuntimeException cause) {
        try {
            producer.abortTransaction();
            return new Ended(Ended.State.ABORTED, sent, cause);
        } catch (KafkaException e) {
            // Not addSuppressed: some of Kafka's exceptions are one instance for the whole JVM.
            RuntimeException both = new KafkaException("abort failed too: " + e, cause);
            return new Ended(isFenced(e) ? Ended.State.FENCED : Ended.State.UNKNOWN, sent, both);
        }
    }

    private static boolean isFenced(Throwable e) {
        boolean fenced = e instanceof ApplicationRecoverableException || e instanceof InvalidTxnStateException;
        return fenced || e.getCause() != null && isFenced(e.getCause());
    }
    // end::abort[]

    /** @param args the bootstrap servers; without any, localhost:9092 */
    public static void main(String[] args) {
        String bootstrapServers = args.length > 0 ? args[0] : "localhost:9092";
        int sent = 0;
        int acknowledged = 0;
        int failed = 0;
        Ended ended = null;
        StringSerializer utf8 = new StringSerializer();
        try (Producer<String, String> producer = new KafkaProducer<>(config(bootstrapServers), utf8, utf8)) {
            producer.initTransactions();
            while (sent < 100 && (ended == null || ended.cause() == null)) {
                String order = "order-" + sent / 2;
                ended = send(
                        producer,
                        List.of(
                                new ProducerRecord<>(TOPIC, order, "paid"),
                                new ProducerRecord<>(TOPIC + "-audit", order, "paid by card")),
                        Duration.ofSeconds(60));
                sent += 2;
                switch (ended.state()) {
                    case COMMITTED -> acknowledged += 2;
                    case ABORTED, FENCED -> failed += 2;
                    case UNKNOWN -> System.err.println(order + " is neither committed nor aborted: " + ended.cause());
                }
            }
            producer.close(Duration.ofSeconds(10));
        }
        int unknown = sent - acknowledged - failed;
        System.out.printf(
                "transactional-send: sent %d, acknowledged %d, failed %d, unknown %d%n",
                sent, acknowledged, failed, unknown);
        if (acknowledged < sent) {
            throw new IllegalStateException("not every transaction was committed", ended.cause());
        }
    }
}
