package io.eventbatcher.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for programs. In ASCII, because a terminal obeys some control characters that JSON may carry as they are. */
public final class JsonText {
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectWriter WRITER = ASCII.writerWithDefaultPrettyPrinter();
    private static final ObjectWriter LINES = ASCII.writer();

    private JsonText() {}

    public static String of(JsonNode json) {
        return text(json, WRITER);
    }

    /** The JSON in one line. */
    public static String line(JsonNode json) {
        return text(json, LINES);
    }

    private static String text(JsonNode json, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON that cannot be written", impossible);
        }
    }
}
