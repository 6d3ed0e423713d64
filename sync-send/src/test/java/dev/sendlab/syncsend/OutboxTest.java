package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What the ids of the rows do not say. */
class OutboxTest {

    /** A relay that remembered the highest id it has sent would never look at row 1. */
    @Test
    void aRowCanAppearBehindOneWithAHigherIdAndIsFoundByItsMark() throws Exception {
        String url = ShopDatabase.inMemory();
        try (Connection slow = ShopDatabase.connect(url);
                Connection quick = ShopDatabase.connect(url);
                Statement insert = slow.createStatement()) {
            insert.executeUpdate("insert into outbox (order_id, amount) values ('order-slow', '10')");
            Outbox outbox = new Outbox(quick);
            outbox.place("order-quick", "10");
            assertThat(outbox.unsent(10)).extracting(Outbox.Row::id).containsExactly(2L);
            outbox.mark(outbox.unsent(10).get(0));

            slow.commit();

            assertThat(outbox.unsent(10)).extracting(Outbox.Row::id).containsExactly(1L);
        }
    }
}
