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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tour sends: one order per line, keyed by its customer where the line is a JSON object that names one. */
final class Orders {

    /** A line of input and its key; null where there is none. */
    record Order(String key, String line) {}

    /** In UTF-8, and well below the default max.request.size of 1 MiB: the tour is not about records that are too large. */
    private static final int MOST_BYTES = 500_000;

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
     * @param limit how many lines to take at most; blank ones are passed over
     * @throws IllegalArgumentException if the file cannot be read as lines of UTF-8, has none, or one that is too long;
     *     the message is for the user
     */
    static List<Order> of(Path file, int limit) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("cannot read " + file + ": name a readable file");
        }
        try (InputStream input = Files.newInputStream(file)) {
            List<Order> orders = read(input, limit);
            if (orders.isEmpty()) {
                throw new IllegalArgumentException(file + " has no line to send");
            }
            return orders;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not a text in UTF-8: convert it first", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Order> read(InputStream input, int limit) throws IOException {
        // A decoder of its own reports what is not UTF-8; a reader made with the charset's name would replace it.
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder()));
        List<Order> orders = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null && orders.size() < limit; line = lines.readLine()) {
            number++;
            int bytes = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                throw new IllegalArgumentException("line " + number + " has " + bytes
                        + " bytes, and the tour takes up to " + MOST_BYTES + ": shorten it");
            }
            if (!line.isBlank()) {
                orders.add(new Order(customer(line), line));
            }
        }
        return orders;
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
