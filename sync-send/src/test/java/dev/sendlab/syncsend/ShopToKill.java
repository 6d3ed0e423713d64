package dev.sendlab.syncsend;

import dev.sendlab.broker.Producers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;

/**
 * A process that stops with two things half done, says so, and waits to be killed: a dual write that has committed and not
 * sent, and a relay whose third row is acknowledged and not marked.
 */
final class ShopToKill {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ShopToKill() {}

    /** @param args the database, the bootstrap servers, the topic */
    public static void main(String[] args) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Producer<String, String> producer = Producers.open(SyncSend.config(args[1]), Map.of());
                Connection orders = ShopDatabase.connect(args[0]);
                Connection rows = ShopDatabase.connect(args[0])) {
            Callable<Object> dual = () -> {
                dualWrite(orders, producer, args[2]).commitThenSend("order-lost", "10");
                return null;
            };
            two.submit(dual);
            new OutboxRelay(stoppingAtTheThird(rows), producer, args[2]).relay(10);
        }
    }

    private static DualWrite dualWrite(Connection database, Producer<String, String> producer, String topic) {
        return new DualWrite(database, producer, topic) {
            @Override
            void send(String order, String amount) throws InterruptedException {
                stop("committed and not sent");
            }
        };
    }

    private static Outbox stoppingAtTheThird(Connection database) {
        return new Outbox(database) {
            @Override
            void mark(Row sent) throws SQLException {
                if (sent.id() == 3) {
                    stopUninterrupted();
                }
                super.mark(sent);
            }
        };
    }

    private static void stopUninterrupted() {
        try {
            stop("acknowledged and not marked");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(String where) throws InterruptedException {
        System.out.println(where);
        NEVER.await();
    }
}
