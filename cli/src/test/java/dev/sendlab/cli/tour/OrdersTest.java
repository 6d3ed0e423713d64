package dev.sendlab.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.cli.tour.Orders.Order;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {

    @TempDir
    Path directory;

    @Test
    void theShippedOrdersAreWhatTheirSeedMakesOfThem() {
        assertThat(Orders.shipped()).extracting(Order::line).isEqualTo(OrderMaker.make(1_000, 42));
    }

    @Test
    void theShippedOrdersAreKeyedByFarFewerCustomersThanThereAreOrders() {
        assertThat(Orders.shipped()).extracting(Order::key).doesNotContainNull();
        assertThat(Orders.shipped().stream().map(Order::key).distinct().count()).isBetween(100L, 400L);
    }

    @Test
    void theKeyIsTheCustomerOfAJsonObjectAndElseNothing() throws Exception {
        Path file = write(
                "{\"id\":1,\"nested\":{\"customer\":\"no\"},\"customer\":\"yes\"}",
                "{\"customer\":7}",
                "{\"id\":2}",
                "plain text",
                "[\"customer\"]",
                "{\"customer\"");

        assertThat(Orders.of(file, 100)).extracting(Order::key).containsExactly("yes", "7", null, null, null, null);
    }

    @Test
    void noMoreLinesAreReadThanAreSent() throws Exception {
        assertThat(Orders.of(write("a", "", "b", "c"), 2))
                .extracting(Order::line)
                .containsExactly("a", "b");
    }

    @Test
    void whatCannotBeSentIsSaid() throws Exception {
        assertThatThrownBy(() -> Orders.of(write(), 10)).hasMessageContaining("has no line to send");
        assertThatThrownBy(() -> Orders.of(write("ok", "\u20ac".repeat(170_000)), 10))
                .hasMessageStartingWith("line 2 has 510000 bytes");
        assertThatThrownBy(() -> Orders.of(directory.resolve("none"), 10)).hasMessageStartingWith("cannot read");
        assertThatThrownBy(() -> Orders.of(directory, 10)).hasMessageStartingWith("cannot read");
        Path latin1 = Files.write(directory.resolve("latin1"), "Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Orders.of(latin1, 10)).hasMessageContaining("not a text in UTF-8");
    }

    private Path write(String... lines) throws Exception {
        return Files.write(directory.resolve("input"), List.of(lines));
    }
}
