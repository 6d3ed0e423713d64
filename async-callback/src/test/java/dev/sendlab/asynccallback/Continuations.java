package dev.sendlab.asynccallback;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The one thread on which what depends on a SendFuture is to run. */
final class Continuations implements Executor, AutoCloseable {

    static final String THREAD = "continuations";

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, THREAD));

    @Override
    public void execute(Runnable continuation) {
        thread.execute(continuation);
    }

    /**
     * A stage that is attached to a future which is complete already runs where it is attached; so the executor is kept
     * busy until it is attached.
     *
     * @param outcome makes the future complete
     * @return where a dependent stage of the future has run
     */
    String threadOf(Supplier<CompletableFuture<RecordMetadata>> send, Runnable outcome) throws Exception {
        CountDownLatch attached = new CountDownLatch(1);
        thread.execute(() -> await(attached));
        CompletableFuture<String> dependent =
                send.get().handle((metadata, failure) -> Thread.currentThread().getName());
        outcome.run();
        attached.countDown();
        return dependent.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing was attached");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
