package dev.sendlab.cli.tour;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tour sends: one order per line, keyed by its customer where the line is a JSON object that names one. */
final class Orders {

    /** A line of input and its key; null where there is none. */
    record Order(String key, String line) {}

    /** Well below the default max.request.size of 1 MiB: the tour is not about records that are too large. */
    private static final int LONGEST_LINE = 500_000;

    private static final JsonFactory JSON = new JsonFactory();

    private Orders() {}

    /** The thousand orders that come with sendlab. */
    static List<Order> shipped() {
        try (InputStream orders = Orders.class.getResourceAsStream("orders.jsonl")) {
            return read(orders, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param limit how many lines to take at most
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it has no line, or one that is too long; the message is for the user
     */
    static List<Order> of(Path file, int limit) throws IOException {
        List<Order> orders;
        try (InputStream input = Files.newInputStream(file)) {
            orders = read(input, limit);
        }
        if (orders.isEmpty()) {
            throw new IllegalArgumentException(file + " has no line to send");
        }
        return orders;
    }

    private static List<Order> read(InputStream input, int limit) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        return lines.lines()
                .filter(line -> !line.isBlank())
                .limit(limit)
                .map(line -> new Order(customer(checked(line)), line))
                .toList();
    }

    private static String checked(String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("a line has " + line.length()
                    + " characters; the tour takes lines of up to " + LONGEST_LINE + ": shorten it");
        }
        return line;
    }

    private static String customer(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean customer = parser.currentName().equals("customer");
                JsonToken value = parser.nextToken();
                if (customer && value.isScalarValue()) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
