package dev.sendlab.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sendlab.cli.tour.Orders.Order;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    void whatCannotBeSentIsSaid() {
        assertThatThrownBy(() -> Orders.of(write(), 10)).hasMessageContaining("has no line to send");
        assertThatThrownBy(() -> Orders.of(write("x".repeat(500_001)), 10)).hasMessageContaining("shorten it");
        assertThatThrownBy(() -> Orders.of(directory.resolve("none"), 10)).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String... lines) throws Exception {
        return Files.write(directory.resolve("input"), List.of(lines));
    }
}
