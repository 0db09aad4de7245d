package io.eventbatcher.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a batch: the requests by which HubSpot took the items. JSON, for any Kafka tool to show. A batch has one receipt, or several of
 * different items if the lane changed hands; an item is in one receipt at most.
 *
 * @param batchId {@code <route>-<lane>-<offset>}, also the record's key
 * @param requests the requests with items of the batch
 * @param delivered the items taken by HubSpot; dead items of the batch are dead letters with the same batch id
 */
public record Receipt(String batchId, Route route, List<Request> requests, List<Delivered> delivered) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_PER_ITEM = 192;

    /** JSON may write six bytes for a character of a text; a receipt of the largest batch must fit its topic all the same. */
    private static final int MOST_CHARACTERS = 250;

    /**
     * A request taken by HubSpot.
     *
     * @param status the HTTP status
     * @param correlationId HubSpot's id of the request
     * @param attempts the number of requests with the items, the last included
     * @param latencyMillis from sending to the head of the answer
     */
    public record Request(int status, @Nullable String correlationId, int attempts, long latencyMillis) {}

    /**
     * An item taken by HubSpot.
     *
     * @param request the index of the item's request
     * @param mergedInto the last item of a merged input; null for an item sent by itself
     */
    public record Delivered(
            Item item, int request, @Nullable Item mergedInto) {}

    /** The receipt as JSON, written straight from the items. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + delivered.size() * BYTES_PER_ITEM);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("batch", batchId);
            json.writeStringField("route", route.label());
            json.writeArrayFieldStart("requests");
            for (Request request : requests) {
                write(request, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("items");
            for (Delivered one : delivered) {
                write(one, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Request request, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("status", request.status);
        if (request.correlationId != null) {
            json.writeStringField("correlationId", cut(request.correlationId));
        }
        json.writeNumberField("attempts", request.attempts);
        json.writeNumberField("latencyMs", request.latencyMillis);
        json.writeEndObject();
    }

    private static void write(Delivered one, JsonGenerator json) throws IOException {
        Item item = one.item;
        Origin origin = item.origin();
        String replayId = item.replayId();
        json.writeStartObject();
        json.writeStringField("uuid", cut(item.uuid()));
        json.writeStringField("identity", cut(item.identity()));
        json.writeStringField("topic", origin.topic());
        json.writeNumberField("partition", origin.partition());
        json.writeNumberField("offset", origin.offset());
        if (replayId != null) {
            json.writeStringField("replayId", cut(replayId));
        }
        if (one.mergedInto != null) {
            json.writeStringField("mergedInto", cut(one.mergedInto.uuid()));
        }
        json.writeNumberField("request", one.request);
        json.writeEndObject();
    }

    private static String cut(String text) {
        return Printable.cut(text, MOST_CHARACTERS);
    }
}
