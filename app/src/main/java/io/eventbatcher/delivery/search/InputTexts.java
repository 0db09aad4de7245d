package io.eventbatcher.delivery.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Consumer;

/** The texts of an input by which an answer may name the input: its values, and the names of its properties. */
final class InputTexts {
    private static final JsonFactory JSON = new JsonFactory();

    private InputTexts() {}

    /** Passes on the texts of a JSON object; all up to the fault if the JSON is faulty. */
    static void read(byte[] json, Consumer<String> into) {
        try (JsonParser parser = JSON.createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME ? depth > 1 : isText(token)) {
                    into.accept(parser.getText());
                }
            }
        } catch (IOException unreadable) {
            // an input without further texts
        }
    }

    private static boolean isText(JsonToken token) {
        return token == JsonToken.VALUE_STRING || token.isNumeric();
    }
}
