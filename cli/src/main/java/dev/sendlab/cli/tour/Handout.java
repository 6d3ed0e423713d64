package dev.sendlab.cli.tour;

import dev.sendlab.cli.tour.Orders.Order;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands the orders to a pattern as records and notes each one before it is sent. With a plug it goes at full speed to
 * the middle, waits there until the broker is frozen, and then keeps a steady pace to some time after its return.
 */
final class Handout implements Iterator<ProducerRecord<String, String>> {

    /** The header by which a record is known again in the log. */
    static final String NUMBER = "sendlab-number";

    private static final Duration SECOND_HALF = Plug.FROZEN.plusSeconds(1);

    private final String topic;
    private final List<Order> orders;
    private final int records;
    private final History history;
    private final Plug plug;
    private final int middle;
    private long pulledAt;

    /** @param plug null for a round without an outage */
    Handout(String topic, List<Order> orders, int records, History history, Plug plug) {
        this.topic = topic;
        this.orders = orders;
        this.records = records;
        this.history = history;
        this.plug = plug;
        // Not a multiple of ten: a transaction shall be open when it happens.
        this.middle = records / 2 / 10 * 10 + 5;
    }

    @Override
    public boolean hasNext() {
        return history.sent() < records;
    }

    @Override
    public ProducerRecord<String, String> next() {
        if (plug != null && history.sent() >= middle) {
            keepPace();
        }
        int number = history.sending();
        Order order = orders.get(number % orders.size());
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, order.key(), order.line());
        record.headers().add(NUMBER, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private void keepPace() {
        if (history.sent() == middle) {
            plug.awaitPulled();
            pulledAt = System.nanoTime();
        }
        long due = pulledAt + SECOND_HALF.toNanos() * (history.sent() - middle) / (records - middle);
        while (System.nanoTime() - due < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
