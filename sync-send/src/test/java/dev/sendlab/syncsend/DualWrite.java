package dev.sendlab.syncsend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the outbox replaces: two systems, written one after the other. It is wrong in either order. */
class DualWrite {

    private final Connection database;
    private final Producer<String, String> producer;
    private final String topic;

    DualWrite(Connection database, Producer<String, String> producer, String topic) {
        this.database = database;
        this.producer = producer;
        this.topic = topic;
    }

    // tag::dual[]
    void commitThenSend(String order, String amount) throws SQLException, InterruptedException, TimeoutException {
        insert(order, amount);
        database.commit();
        send(order, amount); // a process that ends before this line has an order that nobody hears of
    }

    void sendThenCommit(String order, String amount) throws SQLException, InterruptedException, TimeoutException {
        send(order, amount);
        insert(order, amount); // a database that refuses this leaves a record of an order that never was
        database.commit();
    }
    // end::dual[]

    void send(String order, String amount) throws InterruptedException, TimeoutException {
        SyncSend.send(producer, new ProducerRecord<>(topic, order, amount), Duration.ofSeconds(20));
    }

    private void insert(String order, String amount) throws SQLException {
        try (PreparedStatement row = database.prepareStatement("insert into orders (id, amount) values (?, ?)")) {
            row.setString(1, order);
            row.setString(2, amount);
            row.executeUpdate();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        }
    }
}
