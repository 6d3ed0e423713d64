package dev.sendlab.syncsend;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The table beside the orders: what is still to be sent. */
class Outbox {

    /** The header that carries the id by which a reader knows a record again. */
    static final String ID = "id";

    private final Connection database;

    Outbox(Connection database) {
        this.database = database;
    }

    // tag::row[]
    /** The key is the order, so all of an order is in one partition. The id is the row's: the same each time it is sent. */
    record Row(long id, String order, String amount) {

        ProducerRecord<String, String> record(String topic) {
            ProducerRecord<String, String> record = new ProducerRecord<>(topic, order, amount);
            record.headers().add(ID, Long.toString(id).getBytes(StandardCharsets.UTF_8));
            return record;
        }
    }
    // end::row[]

    // tag::place[]
    /** The record is one more row of the same transaction: both are there, or neither. Nothing is sent here. */
    void place(String order, String amount) throws SQLException {
        try (PreparedStatement record =
                        database.prepareStatement("insert into outbox (order_id, amount) values (?, ?)");
                PreparedStatement row = database.prepareStatement("insert into orders (id, amount) values (?, ?)")) {
            record.setString(1, order);
            record.setString(2, amount);
            record.executeUpdate();
            row.setString(1, order);
            row.setString(2, amount);
            row.executeUpdate();
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        }
    }
    // end::place[]

    // tag::rows[]
    /** The oldest rows that nobody has marked. By the mark, and not by the highest id sent: ids can appear out of order. */
    List<Row> unsent(int most) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "select id, order_id, amount from outbox where not sent order by id limit ?")) {
            query.setInt(1, most);
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(result.getLong(1), result.getString(2), result.getString(3)));
                }
            }
            database.commit();
            return rows;
        }
    }

    /** After the acknowledgement, and never before it. */
    void mark(Row sent) throws SQLException {
        try (PreparedStatement update = database.prepareStatement("update outbox set sent = true where id = ?")) {
            update.setLong(1, sent.id());
            update.executeUpdate();
            database.commit();
        }
    }
    // end::rows[]
}
