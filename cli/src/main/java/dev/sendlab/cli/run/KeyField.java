package dev.sendlab.cli.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A field at the top of each line's JSON object, whose value, a string or a number, is the record's key. */
record KeyField(String name) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @return the string, or the number as it is written, in UTF-8
     * @throws UnusableLine if the line is not one JSON object with that field
     */
    byte[] of(byte[] line) throws UnusableLine {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notJson("it is no object");
            }
            String key = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean isKey = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (isKey) {
                    key = key(parser, value);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw notJson("something follows the object");
            }
            if (key == null) {
                throw new UnusableLine("NoKeyField", "it has no field '" + name + "'");
            }
            return key.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw notJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw notJson(e.getMessage());
        }
    }

    private String key(JsonParser parser, JsonToken value) throws IOException, UnusableLine {
        if (value != JsonToken.VALUE_STRING && !value.isNumeric()) {
            throw new UnusableLine("NoKeyField", "its field '" + name + "' is neither a string nor a number");
        }
        return parser.getText();
    }

    private static UnusableLine notJson(String why) {
        return new UnusableLine("NotJson", "it is not a JSON object, and a key was asked of it: " + why);
    }
}
