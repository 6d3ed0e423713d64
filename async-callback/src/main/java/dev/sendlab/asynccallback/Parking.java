package dev.sendlab.asynccallback;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.Producer;

/**
 * Writes letters, one after the other, on a thread that may wait for metadata and for room in the buffer. What finds its
 * queue full, or closed, is lost at once: whoever brings a letter is the I/O thread that all records need.
 */
final class Parking<K, V> {

    private final Producer<K, V> producer;
    private final String topic;
    private final ToIntFunction<V> sizeInBytes;
    private final ThreadPoolExecutor thread;

    /** The parameters are those of {@link DeadLetters}. */
    Parking(Producer<K, V> producer, String topic, int capacity, ToIntFunction<V> sizeInBytes) {
        this.producer = producer;
        this.topic = topic;
        this.sizeInBytes = sizeInBytes;
        this.thread = new ThreadPoolExecutor(1, 1, 0, SECONDS, new ArrayBlockingQueue<>(capacity));
        thread.setThreadFactory(task -> new Thread(task, "dead-letters"));
        thread.setRejectedExecutionHandler((task, full) ->
                letterOf(task).lose(full.isShutdown() ? "parking is closed" : "the queue for parking is full"));
    }

    // tag::parking[]
    /** Never waits. */
    void park(Letter<K, V> letter) {
        thread.execute(new Waiting<>(this, letter));
    }

    private void write(Letter<K, V> letter) {
        try {
            producer.send(letter.to(topic, sizeInBytes), (metadata, exception) -> {
                if (exception == null) {
                    letter.park();
                } else {
                    letter.lose("its letter failed: " + exception);
                }
            });
        } catch (RuntimeException thrown) {
            letter.lose("its letter was not sent: " + thrown);
        }
    }
    // end::parking[]

    // tag::close[]
    /** Returns when every letter is told of or on its way, at the latest a second after the deadline. */
    void close(Duration deadline) {
        thread.shutdown();
        awaitEnd(deadline);
        thread.shutdownNow().forEach(task -> letterOf(task).lose("parking was closed before its turn"));
        // The one that is being sent has been interrupted: it is lost as well, and told so before this returns.
        awaitEnd(Duration.ofSeconds(1));
    }
    // end::close[]

    private void awaitEnd(Duration deadline) {
        try {
            thread.awaitTermination(deadline.toNanos(), NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Waiting<K, V>(Parking<K, V> parking, Letter<K, V> letter) implements Runnable {
        @Override
        public void run() {
            parking.write(letter);
        }
    }

    private static Letter<?, ?> letterOf(Runnable task) {
        return ((Waiting<?, ?>) task).letter();
    }
}
