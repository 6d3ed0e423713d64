package dev.sendlab.asynccallback;

import dev.sendlab.broker.Producers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes an order each millisecond and sends it, until SIGTERM. Its linger.ms is long: whatever was taken is in the buffer. */
final class ServiceToStop {

    private static final Map<String, Object> LATE =
            Map.of("linger.ms", 60_000, "delivery.timeout.ms", 180_000, "metadata.recovery.strategy", "none");

    private final ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String lastError = "none";
    private final Producer<String, String> producer;
    private final String topic;

    private ServiceToStop(Producer<String, String> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** @param args bootstrap servers, topic, and how to stop: "in-time", "patiently" (a close without a timeout) or "at-once" */
    public static void main(String[] args) {
        ServiceToStop service = new ServiceToStop(Producers.open(AsyncCallback.config(args[0]), LATE), args[1]);
        service.take();
        service.producer.flush();
        switch (args[2]) {
            case "in-time" -> service.stopOnSignal(Duration.ofSeconds(2));
            case "patiently" -> service.stopOnSignal(Duration.ofSeconds(Integer.MAX_VALUE));
            default -> System.out.println("no hook");
        }
        service.work.scheduleAtFixedRate(service::take, 0, 1, TimeUnit.MILLISECONDS);
    }

    private void take() {
        int number = taken.incrementAndGet();
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, "order-" + number, "paid");
        AsyncCallback.send(producer, record, (r, m) -> acknowledged.incrementAndGet(), (r, e) -> {
            failed.incrementAndGet();
            lastError = e.getClass().getSimpleName();
        });
        if (number % 100 == 0) {
            System.out.println("taken " + number);
        }
    }

    // tag::hook[]
    /** @param patience for what is under way; together with the wait before it less than the platform's grace */
    private void stopOnSignal(Duration patience) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(patience), "stop"));
    }

    private void stop(Duration patience) {
        // First no more work, or what is taken from here on would be lost with the buffer.
        work.shutdown();
        boolean stopped = awaitTermination(Duration.ofSeconds(1));
        int failedBefore = failed.get();
        // Sends what is buffered, whatever linger.ms says. What then has no answer is failed, and may be written.
        producer.close(patience);
        int unknown = taken.get() - acknowledged.get() - failedBefore;
        System.out.printf(
                "%s: taken %d, acknowledged %d, failed %d, unknown %d, last error %s%n",
                stopped ? "stopped" : "still taking",
                taken.get(),
                acknowledged.get(),
                failedBefore,
                unknown,
                lastError);
    }
    // end::hook[]

    private boolean awaitTermination(Duration patience) {
        try {
            return work.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
