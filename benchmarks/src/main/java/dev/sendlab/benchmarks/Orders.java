package dev.sendlab.benchmarks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Ready-made records, handed out round and round, so that the measured loop makes none: a generator inside it is soon
 * what one measures. Their values are small JSON orders, no two alike and the same in every run: equal or random bytes
 * would make any codec look far better, or far worse, than it is.
 */
final class Orders {

    /** All values together: more than any batch, or a codec's window, should see twice. */
    private static final int POOL_BYTES = 8 * 1024 * 1024;

    private static final int SMALLEST = 128;
    private static final int LARGEST = POOL_BYTES / 4;
    private static final int LONGEST_ITEM = 56;
    private static final String[] COUNTRIES = {"AT", "BR", "CA", "DE", "ES", "FR", "IN", "JP", "NG", "US"};
    private static final String[] WORDS = {"leave", "at", "the", "door", "ring", "twice", "gift", "fragile", "please"};

    private final List<ProducerRecord<String, String>> records;
    private int next;

    private Orders(List<ProducerRecord<String, String>> records) {
        this.records = records;
    }

    static Orders of(String topic, List<String> values) {
        List<ProducerRecord<String, String>> records = new ArrayList<>(values.size());
        for (String value : values) {
            records.add(new ProducerRecord<>(topic, "order-" + records.size(), value));
        }
        return new Orders(records);
    }

    /** @throws Refusal unless it is a number of bytes that an order can have */
    static int size(String recordSize) {
        try {
            int size = Integer.parseInt(recordSize);
            if (size >= SMALLEST && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // The same answer.
        }
        throw new Refusal("recordSize=" + recordSize + ": from " + SMALLEST + " to " + LARGEST + " bytes");
    }

    /** @param size bytes of each, all ASCII */
    static List<String> values(int size) {
        Random random = new Random(20_261_121);
        return IntStream.range(0, POOL_BYTES / size)
                .mapToObj(number -> order(number, size, random))
                .toList();
    }

    /** For one walk; the next call goes on where this walk ends. */
    Iterable<ProducerRecord<String, String>> next(int count) {
        return () -> new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public ProducerRecord<String, String> next() {
                left--;
                ProducerRecord<String, String> record = records.get(next);
                next = next + 1 == records.size() ? 0 : next + 1;
                return record;
            }
        };
    }

    private static String order(int number, int size, Random random) {
        StringBuilder json = new StringBuilder(size + LONGEST_ITEM);
        json.append("{\"order\":").append(1_000_000 + number);
        json.append(",\"customer\":").append(10_000 + random.nextInt(90_000));
        json.append(",\"country\":\"").append(COUNTRIES[random.nextInt(COUNTRIES.length)]);
        json.append("\",\"items\":[");
        item(json, random);
        while (json.length() + 2 * LONGEST_ITEM < size) {
            item(json.append(','), random);
        }
        json.append("],\"note\":\"");
        while (json.length() < size) {
            json.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        json.setLength(size - 2);
        return json.append("\"}").toString();
    }

    private static void item(StringBuilder json, Random random) {
        json.append("{\"sku\":\"A-").append(100_000 + random.nextInt(900_000));
        json.append("\",\"quantity\":").append(1 + random.nextInt(9));
        json.append(",\"cents\":").append(100 + random.nextInt(99_900)).append('}');
    }
}
