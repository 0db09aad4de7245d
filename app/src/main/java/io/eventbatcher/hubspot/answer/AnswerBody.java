package io.eventbatcher.hubspot.answer;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON body of an answer. HubSpot declares every field optional; reading never throws. */
final class AnswerBody {
    /** Refuses bodies with duplicate fields or with text behind the end, because both prove nothing. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_TEXTS = 200;

    private static final int LONGEST_TEXT = 1_000;

    private final JsonNode tree;

    private AnswerBody(JsonNode tree) {
        this.tree = tree;
    }

    /** Reads a JSON object; all other bytes (HTML of a proxy, a body cut off) become an empty body. */
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

    /** The rate limit behind a 429. */
    @Nullable
    String policyName() {
        return text(tree, "policyName");
    }

    /** True if the batch is COMPLETE. PENDING, PROCESSING and CANCELED prove nothing. */
    boolean complete() {
        return "COMPLETE".equals(text(tree, "status"));
    }

    /** The number of results; -1 without a list, or with an element in the list that is no object. */
    int resultCount() {
        JsonNode results = tree.path("results");
        for (JsonNode result : results) {
            if (!result.isObject()) {
                return -1;
            }
        }
        return results.isArray() ? results.size() : -1;
    }

    /** True if the body reports errors, in any form. */
    boolean hasErrors() {
        return !absent(tree.path("errors")) || !absent(tree.path("numErrors"));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isArray() && node.isEmpty()) || "0".equals(node.asText());
    }

    /** The object ids of all results, in the form of {@link ObjectId}. */
    Set<String> resultIds() {
        Set<String> ids = new HashSet<>();
        for (JsonNode result : tree.path("results")) {
            String id = ObjectId.of(result.path("objectId"));
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The errors, each with all texts and numbers of its context as ids: one error may group many ids, under any key. */
    List<BodyError> errors() {
        List<BodyError> errors = new ArrayList<>();
        for (JsonNode error : tree.path("errors")) {
            Set<String> named = new HashSet<>();
            collect(
                    error.path("context"),
                    node -> Optional.ofNullable(ObjectId.of(node)).ifPresent(named::add));
            errors.add(new BodyError(text(error, "category"), text(error, "message"), named));
        }
        return errors;
    }

    /** The scopes that a 403 demands: all texts under a key of a context that speaks of scopes, such as {@code missingScopes}. */
    Set<String> requiredScopes() {
        Set<String> scopes = new LinkedHashSet<>();
        collectScopes(tree.path("context"), scopes);
        for (JsonNode error : tree.path("errors")) {
            collectScopes(error.path("context"), scopes);
        }
        return scopes;
    }

    private static void collectScopes(JsonNode context, Set<String> scopes) {
        for (Map.Entry<String, JsonNode> field : context.properties()) {
            if (field.getKey().toLowerCase(Locale.ROOT).contains("scope")) {
                collect(field.getValue(), node -> scopes.add(node.asText()));
            } else {
                collectScopes(field.getValue(), scopes);
            }
        }
    }

    /** The messages and contexts of the body and of its errors, up to a limit: words that may name inputs. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        addTexts(tree, texts);
        tree.path("errors").forEach(error -> addTexts(error, texts));
        return texts;
    }

    private static void addTexts(JsonNode error, List<String> texts) {
        Consumer<JsonNode> add = node -> {
            if (texts.size() < MOST_TEXTS) {
                String text = node.asText();
                texts.add(text.substring(0, Math.min(LONGEST_TEXT, text.length())));
            }
        };
        collect(error.path("message"), add);
        collect(error.path("context"), add);
    }

    /** Passes on all texts and numbers. Jackson bounds the nesting, and so the recursion. */
    private static void collect(JsonNode node, Consumer<JsonNode> into) {
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, into));
        } else if (node.isTextual() || node.isNumber()) {
            into.accept(node);
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    /** An element of {@code errors}. */
    record BodyError(@Nullable String category, @Nullable String message, Set<String> named) {
        /** True if the error says anything. */
        boolean speaks() {
            return category != null || message != null;
        }
    }
}
