package io.eventbatcher.hubspot;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of an answer, of which HubSpot says: treat every field as optional. Reading it never throws. */
final class AnswerBody {
    /** A body that says a thing twice, or goes on behind its end, proves nothing: it is as good as unreadable. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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

    /** The rate limit that a 429 speaks of. */
    @Nullable
    String policyName() {
        return text(tree, "policyName");
    }

    /** Of a batch: whether it is done with. PENDING, PROCESSING and CANCELED prove nothing, whatever else is in the body. */
    boolean complete() {
        return "COMPLETE".equals(text(tree, "status"));
    }

    /** The number of results; -1 when there is no list of them, or something in it is no result. */
    int resultCount() {
        JsonNode results = tree.path("results");
        for (JsonNode result : results) {
            if (!result.isObject()) {
                return -1;
            }
        }
        return results.isArray() ? results.size() : -1;
    }

    /** Whether it speaks of errors, in whatever form. */
    boolean hasErrors() {
        return !absent(tree.path("errors")) || !absent(tree.path("numErrors"));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isArray() && node.isEmpty()) || "0".equals(node.asText());
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

    /** The scopes that a 403 asks for. */
    Set<String> requiredScopes() {
        Set<String> scopes = new LinkedHashSet<>();
        collect(tree.path("context").path("requiredGranularScopes"), scopes);
        for (JsonNode error : tree.path("errors")) {
            collect(error.path("context").path("requiredGranularScopes"), scopes);
        }
        return scopes;
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
