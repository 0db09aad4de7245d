package io.eventbatcher.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of an answer, of which HubSpot says: treat every field as optional. Reading it never throws. */
final class AnswerBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode tree;

    private AnswerBody(JsonNode tree) {
        this.tree = tree;
    }

    /** What can be read; an empty body when it is no JSON object: HTML from the edge, cut off, hostile. */
    static AnswerBody read(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            return new AnswerBody(tree != null && tree.isObject() ? tree : JSON.createObjectNode());
        } catch (IOException | RuntimeException unreadable) {
            return new AnswerBody(JSON.createObjectNode());
        }
    }

    @Nullable
    String category() {
        return text(tree, "category");
    }

    @Nullable
    String message() {
        return text(tree, "message");
    }

    @Nullable
    String correlationId() {
        return text(tree, "correlationId");
    }

    boolean complete() {
        return "COMPLETE".equals(text(tree, "status"));
    }

    /** The number of results; -1 when there is no list of them. */
    int resultCount() {
        JsonNode results = tree.path("results");
        return results.isArray() ? results.size() : -1;
    }

    boolean hasErrors() {
        return tree.path("numErrors").asInt(0) > 0 || !tree.path("errors").isEmpty();
    }

    /** The object ids of all results. */
    Set<String> resultIds() {
        Set<String> ids = new HashSet<>();
        for (JsonNode result : tree.path("results")) {
            String id = text(result, "objectId");
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Each error, with all texts and numbers of its context: one error may group many ids, under any key. */
    List<BodyError> errors() {
        List<BodyError> errors = new ArrayList<>();
        for (JsonNode error : tree.path("errors")) {
            Set<String> named = new HashSet<>();
            collect(error.path("context"), named);
            errors.add(new BodyError(text(error, "category"), text(error, "message"), named));
        }
        return errors;
    }

    /** Jackson bounds the nesting of what it reads, so the recursion is bounded too. */
    private static void collect(JsonNode node, Set<String> into) {
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, into));
        } else if (node.isTextual() || node.isNumber()) {
            into.add(node.asText());
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    /** An element of {@code errors}. */
    record BodyError(@Nullable String category, @Nullable String message, Set<String> named) {}
}
