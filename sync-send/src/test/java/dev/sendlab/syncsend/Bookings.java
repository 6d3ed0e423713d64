package dev.sendlab.syncsend;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A reader that adds amounts up, and books each id once. All that it knows is in its database. */
final class Bookings {

    private final Connection database;

    Bookings(Connection database) throws SQLException {
        this.database = database;
        try (Statement statement = database.createStatement()) {
            statement.execute("insert into total select 0 where not exists (select * from total)");
        }
        database.commit();
    }

    // tag::book[]
    /**
     * The id and what it changes are written in one transaction, so neither is ever there without the other.
     *
     * @return false if the id was there: the record is a duplicate, and nothing has changed
     */
    boolean book(ConsumerRecord<String, String> record) throws SQLException {
        try (PreparedStatement id = database.prepareStatement("insert into booked (id) values (?)");
                PreparedStatement amount = database.prepareStatement("update total set amount = amount + ?")) {
            id.setString(1, idOf(record));
            id.executeUpdate();
            amount.setString(1, record.value());
            amount.executeUpdate();
            database.commit();
            return true;
        } catch (SQLIntegrityConstraintViolationException bookedBefore) {
            database.rollback();
            return false;
        }
    }
    // end::book[]

    static String idOf(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader(Outbox.ID).value(), StandardCharsets.UTF_8);
    }

    int total() throws SQLException {
        return ShopDatabase.number(database, "select amount from total");
    }
}
