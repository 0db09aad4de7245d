package io.eventbatcher.sandbox.simulator.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An error in HubSpot's documented shape.
 *
 * @param fields {@code category}, or {@code errorType} and {@code policyName}; in order, without the fields of every error
 * @param details the {@code errors} array; left out when empty
 */
public record Problem(int status, String message, Map<String, String> fields, List<Detail> details) {
    private static final JsonFactory JSON = new JsonFactory();

    /** An entry of {@code errors}; an empty {@code in} or {@code code} is left out. */
    public record Detail(String message, String code, String in, Map<String, List<String>> context) {}

    public static Problem of(int status, String category, String message) {
        return new Problem(status, message, Map.of("category", category), List.of());
    }

    /** HubSpot's framework answers without a category, before HubSpot's own code runs. */
    public static Problem withoutCategory(int status, String message) {
        return new Problem(status, message, Map.of(), List.of());
    }

    public static Problem missingScopes(String scope) {
        String message = "This app hasn't been granted all required scopes to make this call.";
        Detail detail = new Detail(
                "One or more of the following scopes are required.",
                "",
                "",
                Map.of("requiredGranularScopes", List.of(scope)));
        return new Problem(403, message, Map.of("category", "MISSING_SCOPES"), List.of(detail));
    }

    public static Problem rateLimit(String policyName) {
        return new Problem(
                429,
                "You have reached your limit of requests (" + policyName + ").",
                Map.of("errorType", "RATE_LIMIT", "policyName", policyName),
                List.of());
    }

    public static Problem validation(String message, List<Detail> details) {
        return new Problem(400, message, Map.of("category", "VALIDATION_ERROR"), details);
    }

    public Reply.Answer answer(UUID correlationId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", "error");
            json.writeStringField("message", message);
            json.writeStringField("correlationId", correlationId.toString());
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            if (!details.isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (Detail detail : details) {
                    write(detail, json);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.Answer.json(status, bytes.toByteArray());
    }

    private static void write(Detail detail, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("message", detail.message());
        if (!detail.code().isEmpty()) {
            json.writeStringField("code", detail.code());
        }
        if (!detail.in().isEmpty()) {
            json.writeStringField("in", detail.in());
        }
        json.writeObjectFieldStart("context");
        for (Map.Entry<String, List<String>> entry : detail.context().entrySet()) {
            json.writeArrayFieldStart(entry.getKey());
            for (String value : entry.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
