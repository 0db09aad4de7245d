package io.eventbatcher.sandbox.simulator.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answer of a marketing endpoint before rendering; faults reshape it. Inputs outside {@code results} were not done.
 *
 * @param httpStatus 200, or 207 when some inputs failed
 * @param status HubSpot's {@code COMPLETE}, {@code PENDING}, {@code PROCESSING} or {@code CANCELED}
 * @param results the done inputs, with the account's knowledge about each
 * @param unknownIds the object ids without a marketing event; one error groups them all
 */
public record BatchResult(int httpStatus, String status, List<Done> results, List<String> unknownIds) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> KNOWN = Set.of("objectId", "eventName");

    /**
     * A done input.
     *
     * @param id HubSpot's object id of the marketing event
     * @param eventName the marketing event's, which an update need not give
     */
    public record Done(Input.Marketing input, String id, String eventName, Instant createdAt, Instant updatedAt) {}

    public BatchResult withResults(List<Done> changed) {
        return new BatchResult(httpStatus, status, changed, unknownIds);
    }

    public Reply.Answer answer(Endpoint endpoint, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 512 * results.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeArrayFieldStart("results");
            for (Done done : results) {
                write(done, endpoint, json);
            }
            json.writeEndArray();
            if (!unknownIds.isEmpty()) {
                writeErrors(json);
            }
            json.writeStringField("requestedAt", now.toString());
            json.writeStringField("startedAt", now.toString());
            json.writeStringField("completedAt", now.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Reply.Answer.json(httpStatus, bytes.toByteArray());
    }

    /** Leaves out the external ids: a result of an upsert belongs to its input by position alone. */
    private static void write(Done done, Endpoint endpoint, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (endpoint == Endpoint.MARKETING_UPSERT) {
            json.writeStringField("id", done.id());
        }
        json.writeStringField("objectId", done.id());
        json.writeStringField("eventName", done.eventName());
        for (Map.Entry<String, Object> field : done.input().fields().entrySet()) {
            if (!field.getKey().startsWith("external") && !KNOWN.contains(field.getKey())) {
                json.writePOJOField(field.getKey(), field.getValue());
            }
        }
        json.writeArrayFieldStart("customProperties");
        for (Map.Entry<String, String> property :
                done.input().customProperties().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", property.getKey());
            json.writeStringField("value", property.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("createdAt", done.createdAt().toString());
        json.writeStringField("updatedAt", done.updatedAt().toString());
        json.writeEndObject();
    }

    /** The form seen on CRM batch endpoints: one error for many ids. */
    private void writeErrors(JsonGenerator json) throws IOException {
        json.writeNumberField("numErrors", 1);
        json.writeArrayFieldStart("errors");
        json.writeStartObject();
        json.writeStringField("status", "error");
        json.writeStringField("category", "OBJECT_NOT_FOUND");
        json.writeStringField(
                "message", "Could not get some MARKETING_EVENT objects, they may be deleted or not exist.");
        json.writeObjectFieldStart("context");
        json.writeArrayFieldStart("ids");
        for (String id : unknownIds) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("errors");
        json.writeEndArray();
        json.writeObjectFieldStart("links");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }
}
