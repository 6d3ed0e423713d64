package dev.sendlab.syncsend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Where a shop keeps its orders, the records that it has still to send, and what a reader of them has booked. */
final class ShopDatabase {

    private static final String[] TABLES = {
        "create table if not exists orders (id varchar primary key, amount int not null)",
        "create table if not exists outbox (id bigint generated always as identity primary key,"
                + " order_id varchar not null, amount varchar not null, sent boolean default false not null)",
        "create table if not exists booked (id varchar primary key)",
        "create table if not exists total (amount int not null)"
    };

    private ShopDatabase() {}

    /** In memory, for as long as one connection to it is open. */
    static String inMemory() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }

    /** In a file: what was committed outlives a kill, as one expects of a database. By default H2 writes half a second later. */
    static String inFile(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("shop") + ";WRITE_DELAY=0";
    }

    /** Without auto-commit. */
    static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        connection.commit();
        return connection;
    }

    /** The one number that the query asks for. */
    static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
