package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads the value of one field. A number or a boolean counts as text unless the reading is strict. The parser stands on the value and is
 * left on the last token of the value. JSON null counts as absent.
 */
final class FieldReader {
    private FieldReader() {}

    static String text(JsonParser json, String field, RequestErrors errors) throws IOException {
        if (isText(json, errors)) {
            return json.getText();
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            errors.add(field, "must be text, but is " + json.currentToken());
            json.skipChildren();
        }
        return "";
    }

    /** True for a text, and for a scalar that the reading takes as a text. */
    static boolean isText(JsonParser json, RequestErrors errors) {
        JsonToken token = json.currentToken();
        return token == JsonToken.VALUE_STRING
                || (!errors.strictness().types() && (token.isNumeric() || token.isBoolean()));
    }

    /** An ISO 8601 date and time with an offset; milliseconds since the epoch unless the reading is strict. */
    static String timestamp(JsonParser json, String field, RequestErrors errors) throws IOException {
        String text = text(json, field, errors);
        if (!text.isEmpty() && !(isMillis(text) && !errors.strictness().types())) {
            try {
                OffsetDateTime.parse(text);
            } catch (DateTimeParseException e) {
                errors.add(field, "'" + text + "' is not an ISO 8601 date and time with an offset");
            }
        }
        return text;
    }

    private static boolean isMillis(String text) {
        return text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    static Optional<Boolean> flag(JsonParser json, String field, RequestErrors errors) throws IOException {
        if (json.currentToken().isBoolean()) {
            return Optional.of(json.getBooleanValue());
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            errors.add(field, "must be true or false, but is " + json.currentToken());
            json.skipChildren();
        }
        return Optional.empty();
    }

    static void unknown(JsonParser json, String field, RequestErrors errors) throws IOException {
        if (errors.strictness().unknownFields()) {
            refuse(json, field, errors);
        } else {
            json.skipChildren();
        }
    }

    /** A field that no reading takes. */
    static void refuse(JsonParser json, String field, RequestErrors errors) throws IOException {
        errors.add(field, "is not a field of this input");
        json.skipChildren();
    }
}
