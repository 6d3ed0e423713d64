package dev.sendlab.lineup;

import dev.sendlab.asynccallback.AsyncCallback;
import dev.sendlab.asynccallback.BoundedInFlight;
import dev.sendlab.asynccallback.DeadLetters;
import dev.sendlab.asynccallback.SendFuture;
import dev.sendlab.fireandforget.FireAndForget;
import dev.sendlab.syncsend.SendThenDrain;
import dev.sendlab.syncsend.SendThenDrain.Outcome;
import dev.sendlab.syncsend.SyncSend;
import dev.sendlab.transactions.ConsumeThenCommit;
import dev.sendlab.transactions.ConsumeTransformProduce;
import dev.sendlab.transactions.TransactionalSend;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

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

    SEND_THEN_DRAIN(SendThenDrain.class, SendThenDrain::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            while (goesOn(records)) {
                List<ProducerRecord<K, V>> chunk = new ArrayList<>(RECORDS_PER_CHUNK);
                while (chunk.size() < RECORDS_PER_CHUNK && goesOn(records)) {
                    chunk.add(records.next());
                }
                for (Outcome<K, V> outcome : SendThenDrain.send(producer, chunk, DEADLINE)) {
                    if (outcome.isAcknowledged()) {
                        told.acknowledged(outcome.record(), outcome.metadata());
                    } else if (!outcome.isUnknown()) {
                        told.failed(outcome.record(), outcome.cause());
                    }
                }
            }
        }
    },

    ASYNC_CALLBACK(AsyncCallback.class, AsyncCallback::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            BiConsumer<ProducerRecord<K, V>, RecordMetadata> acknowledged = told::acknowledged;
            BiConsumer<ProducerRecord<K, V>, Exception> failed = told::failed;
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                try {
                    AsyncCallback.send(producer, record, acknowledged, failed);
                } catch (KafkaException thrown) {
                    told.failed(record, thrown);
                }
            }
        }
    },

    BOUNDED_IN_FLIGHT(BoundedInFlight.class, BoundedInFlight::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            Semaphore window = new Semaphore(RECORDS_IN_FLIGHT);
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                try {
                    BoundedInFlight.send(producer, record, window, DEADLINE, told::acknowledged, told::failed);
                } catch (KafkaException | TimeoutException notSent) {
                    told.failed(record, notSent);
                } catch (InterruptedException notSent) {
                    told.failed(record, notSent);
                    Thread.currentThread().interrupt();
                }
            }
        }
    },

    DEAD_LETTERS(DeadLetters.class, DeadLetters::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            DeadLetters<K, V> letters =
                    new DeadLetters<>(producer, DEAD_LETTER_TOPIC, LETTERS_THAT_WAIT, Pattern::sizeInBytes);
            try (letters) {
                while (goesOn(records)) {
                    letters.send(producer, records.next(), told::acknowledged, told::parked, told::failed);
                }
                awaitOutcomes(producer);
            }
        }
    },

    SEND_FUTURE(SendFuture.class, SendFuture::config) {
        @Override
        public <K, V> void drive(Producer<K, V> producer, Iterator<ProducerRecord<K, V>> records, Told<K, V> told) {
            while (goesOn(records)) {
                ProducerRecord<K, V> record = records.next();
                // Told never blocks, so the I/O thread may run it, and the close of the producer waits for it.
                SendFuture.send(producer, record, DEADLINE, Runnable::run).whenComplete((metadata, failure) -> {
                    if (failure == null) {
                        told.acknowledged(record, metadata);
                    } else if (failure.getCause() instanceof KafkaException failed) {
                        told.failed(record, failed);
                    }
                });
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

    /** How many records {@link #SEND_THEN_DRAIN} sends before it waits. */
    public static final int RECORDS_PER_CHUNK = 1_000;

    /** How many records {@link #BOUNDED_IN_FLIGHT} has under way at most. */
    public static final int RECORDS_IN_FLIGHT = 1_000;

    /** Where {@link #DEAD_LETTERS} parks what failed. */
    public static final String DEAD_LETTER_TOPIC = "dead-letters-parked";

    private static final int LETTERS_THAT_WAIT = 1_000;

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

    /**
     * Every class that has a {@code main}: these patterns, and those that begin with a consumer and so cannot be driven with
     * records of the caller.
     */
    public static List<Class<?>> mains() {
        Stream<Class<?>> consuming = Stream.of(ConsumeTransformProduce.class, ConsumeThenCommit.class);
        return Stream.concat(Stream.of(values()).map(Pattern::mainClass), consuming)
                .toList();
    }

    /** So that failures are letters before the queue for them is closed. An interrupt ends the waiting, and is kept. */
    private static void awaitOutcomes(Producer<?, ?> producer) {
        try {
            producer.flush();
        } catch (InterruptException kept) {
            // Its constructor has set the flag again. What fails from now on is told as failed.
        }
    }

    private static int sizeInBytes(Object value) {
        return value instanceof byte[] bytes ? bytes.length : value.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Kafka's own InterruptException sets the flag again, so this sees every interrupt. */
    private static boolean goesOn(Iterator<?> records) {
        return !Thread.currentThread().isInterrupted() && records.hasNext();
    }
}
