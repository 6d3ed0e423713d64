package dev.sendlab.cli.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Ends the waiting for what no timeout of Kafka's covers: a name service that does not answer. */
public final class Bounded {

    private Bounded() {}

    /** @throws TimeoutException when it takes longer; what it does then is of no interest any more */
    public static <T> T call(Duration patience, Callable<T> question) throws TimeoutException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread thread = new Thread(task, "sendlab-question");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
