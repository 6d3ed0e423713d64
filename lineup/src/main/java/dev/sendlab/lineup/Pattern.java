package dev.sendlab.lineup;

import dev.sendlab.asynccallback.AsyncCallback;
import dev.sendlab.fireandforget.FireAndForget;
import dev.sendlab.syncsend.SyncSend;
import dev.sendlab.transactions.TransactionalSend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Each way of sending, behind one method, for whoever compares them. It drives the patterns' own code and adds none. */
public enum Pattern {
    FIRE_AND_FORGET(FireAndForget.class, FireAndForget::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                try {
                    FireAndForget.send(producer, record);
                } catch (KafkaException thrown) {
                    told.failed(record, thrown);
                }
            }
        }
    },

    SYNC_SEND(SyncSend.class, SyncSend::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                try {
                    told.acknowledged(record, SyncSend.send(producer, record, DEADLINE));
                } catch (KafkaException failed) {
                    told.failed(record, failed);
                } catch (TimeoutException unknown) {
                    // No verdict, so nothing is told.
                } catch (InterruptedException unknown) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    },

    ASYNC_CALLBACK(AsyncCallback.class, AsyncCallback::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                try {
                    AsyncCallback.send(producer, record, told::acknowledged, told::failed);
                } catch (KafkaException thrown) {
                    told.failed(record, thrown);
                }
            }
        }
    },

    TRANSACTIONAL_SEND(TransactionalSend.class, TransactionalSend::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            producer.initTransactions();
            while (goesOn(records)) {
                List<ProducerRecord<K, V>> sent = new ArrayList<>(RECORDS_PER_TRANSACTION);
                Iterator<ProducerRecord<K, V>> transaction = new NextOf<>(records, RECORDS_PER_TRANSACTION, sent);
                TransactionalSend.Ended ended = TransactionalSend.send(producer, () -> transaction, DEADLINE);
                switch (ended.state()) {
                    case COMMITTED -> sent.forEach(record -> told.acknowledged(record, null));
                    case ABORTED -> sent.forEach(record -> told.failed(record, ended.cause()));
                    case FENCED -> {
                        sent.forEach(record -> told.failed(record, ended.cause()));
                        return;
                    }
                    case UNKNOWN -> {
                        return;
                    }
                }
            }
        }
    };

    /** How many records {@link #TRANSACTIONAL_SEND} puts into one transaction. */
    public static final int RECORDS_PER_TRANSACTION = 10;

    /** Longer than the default delivery.timeout.ms of 120 s, so that the client's verdict comes first. */
    private static final Duration DEADLINE = Duration.ofSeconds(150);

    private final Class<?> main;
    private final Function<String, Map<String, Object>> config;

    Pattern(Class<?> main, Function<String, Map<String, Object>> config) {
        this.main = main;
        this.config = config;
    }

    /**
     * Sends all the records in the pattern's way, on the caller's thread. The iterator is where the caller paces, logs
     * before the send, and stops. To be called once per producer; what is still under way is told of until the producer
     * is closed.
     *
     * <p>It returns early, with records left over, when the thread is interrupted or when a transaction's end asks for a
     * new producer: close this one and drive another with the rest.
     *
     * @throws KafkaException from initTransactions, before any record is taken
     */
    public abstract <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told);

    /** The pattern's own configuration; callers overlay it. */
    public Map<String, Object> config(String bootstrapServers) {
        return config.apply(bootstrapServers);
    }

    /** The class that holds the pattern and its {@code main}. */
    public Class<?> mainClass() {
        return main;
    }

    /** For example {@code sync-send}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kafka's own InterruptException sets the flag again, so this sees every interrupt. */
    private static boolean goesOn(Iterator<?> records) {
        return !Thread.currentThread().isInterrupted() && records.hasNext();
    }
}
