package dev.sendlab.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the orders that ship with sendlab: a few customers buy often, prices repeat, times go on. */
final class OrderMaker {

    private static final List<String> ARTICLES = List.of(
            "espresso-beans-1kg",
            "filter-papers-100",
            "grinder-burr-set",
            "kettle-gooseneck",
            "milk-jug-350ml",
            "mug-stoneware",
            "scale-0.1g",
            "tamper-58mm",
            "thermometer",
            "descaler-500ml",
            "dripper-v60",
            "server-600ml");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "USD", "USD", "GBP", "CHF");

    private final Random random;
    private Instant time = Instant.parse("2026-11-02T07:00:00Z");

    private OrderMaker(long seed) {
        this.random = new Random(seed);
    }

    static List<String> make(int count, long seed) {
        OrderMaker maker = new OrderMaker(seed);
        return IntStream.range(0, count).mapToObj(maker::order).toList();
    }

    /** Writes the file anew. */
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), make(1_000, 42));
    }

    private String order(int number) {
        time = time.plusMillis(200 + random.nextInt(8_000));
        int items = 1 + random.nextInt(4);
        int[] cents = new int[1];
        String lines = IntStream.range(0, items).mapToObj(i -> item(cents)).collect(Collectors.joining(","));
        // The square makes low numbers frequent: some customers order every hour, most of them once.
        int customer = (int) (300 * random.nextDouble() * random.nextDouble());
        return String.format(
                Locale.ROOT,
                "{\"id\":\"o-%06d\",\"customer\":\"c-%04d\",\"time\":\"%s\",\"currency\":\"%s\",\"items\":[%s],\"total\":%d.%02d}",
                100_000 + number,
                customer,
                time,
                CURRENCIES.get(random.nextInt(CURRENCIES.size())),
                lines,
                cents[0] / 100,
                cents[0] % 100);
    }

    private String item(int[] cents) {
        int article = random.nextInt(ARTICLES.size());
        int price = 495 + article * 650;
        int quantity = 1 + random.nextInt(3);
        cents[0] += price * quantity;
        return String.format(
                Locale.ROOT,
                "{\"article\":\"%s\",\"quantity\":%d,\"price\":%d.%02d}",
                ARTICLES.get(article),
                quantity,
                price / 100,
                price % 100);
    }
}
