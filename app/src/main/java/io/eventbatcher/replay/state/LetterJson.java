package io.eventbatcher.replay.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter as JSON, for programs. Fields are only ever added. */
public final class LetterJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, DeadLetterHeader> FACTS = new LinkedHashMap<>();

    static {
        FACTS.put("route", DeadLetterHeader.ROUTE);
        FACTS.put("eventName", DeadLetterHeader.EVENT_NAME);
        FACTS.put("uuid", DeadLetterHeader.UUID);
        FACTS.put("httpStatus", DeadLetterHeader.HTTP_STATUS);
        FACTS.put("category", DeadLetterHeader.HUBSPOT_CATEGORY);
        FACTS.put("correlationId", DeadLetterHeader.HUBSPOT_CORRELATION_ID);
        FACTS.put("attempts", DeadLetterHeader.ATTEMPTS);
        FACTS.put("batch", DeadLetterHeader.BATCH_ID);
        FACTS.put("traceId", DeadLetterHeader.TRACE_ID);
    }

    private LetterJson() {}

    /** The facts of the headers, without the payload. */
    public static ObjectNode of(StoredLetter letter, LetterState state) {
        ObjectNode json = JSON.createObjectNode()
                .put("letter", letter.place())
                .put("id", letter.id().toString())
                .put("state", state.label())
                .put("diedAt", Instant.ofEpochMilli(letter.diedAt()).toString())
                .put("reason", letter.reason())
                .put("message", letter.message());
        FACTS.forEach((field, header) -> {
            String text = letter.text(header);
            if (text != null) {
                json.put(field, text);
            }
        });
        return json.put("origin", Resolution.text(letter.origin()))
                .put("replays", letter.replays())
                .put("group", LetterKind.of(letter).id());
    }

    /**
     * The facts, key, value and all headers in their order. UTF-8 stands as {@code key}, {@code value} or {@code text}, other bytes as {@code keyBase64},
     * {@code valueBase64} or {@code base64}; a null is a null.
     */
    public static ObjectNode whole(StoredLetter letter, LetterState state) {
        ObjectNode json = of(letter, state);
        put(json, "key", "keyBase64", letter.entry().key());
        put(json, "value", "valueBase64", letter.entry().value());
        ArrayNode headers = json.putArray("headers");
        for (Header header : letter.entry().headers()) {
            put(headers.addObject().put("name", header.key()), "text", "base64", header.value());
        }
        return json;
    }

    private static void put(ObjectNode json, String field, String fieldOfBytes, byte @Nullable [] bytes) {
        String text = bytes == null ? null : text(bytes);
        if (bytes != null && text == null) {
            json.put(fieldOfBytes, Base64.getEncoder().encodeToString(bytes));
        } else {
            json.put(field, text);
        }
    }

    /** The text of UTF-8; null for bytes in another form. */
    public static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
