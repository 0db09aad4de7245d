package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads the value of one field, strictly by type: a number is no text. The parser stands on the value and is left on the last token of the
 * value. JSON null counts as absent.
 */
final class FieldReader {
    private FieldReader() {}

    static String text(JsonParser json, String field, RequestErrors errors) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            errors.add(field, "must be text, but is " + json.currentToken());
            json.skipChildren();
        }
        return "";
    }

    /** An ISO 8601 date and time with an offset. */
    static String timestamp(JsonParser json, String field, RequestErrors errors) throws IOException {
        String text = text(json, field, errors);
        if (!text.isEmpty()) {
            try {
                OffsetDateTime.parse(text);
            } catch (DateTimeParseException e) {
                errors.add(field, "'" + text + "' is not an ISO 8601 date and time with an offset");
            }
        }
        return text;
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
        errors.add(field, "is not a field of this input");
        json.skipChildren();
    }
}
