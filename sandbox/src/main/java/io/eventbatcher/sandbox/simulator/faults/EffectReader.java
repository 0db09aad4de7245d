package io.eventbatcher.sandbox.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a fault from JSON: {@code {"effect": …, "times": 1, "endpoint": "behavioral", "bodyContains": "…",
 * "forMillis": 0}}, all but {@code effect} optional ({@code "times": 0} is for ever, {@code "forMillis": 0} without an end). The effects
 * and their own fields:
 *
 * <ul>
 *   <li>{@code answer}: {@code status}, {@code body}, {@code headers}, {@code applied}
 *   <li>{@code conflict}, {@code edge-refusal}, {@code gone}: answers 409, 403 with a page of HTML, 410
 *   <li>{@code reset}: {@code applied}
 *   <li>{@code delay}: {@code millis}
 *   <li>{@code truncated}
 *   <li>{@code empty-207}
 *   <li>{@code left-out}: {@code identity}
 *   <li>{@code unfinished}: {@code status} (default {@code PROCESSING}), {@code applied}
 * </ul>
 */
public final class EffectReader {
    private final ObjectMapper mapper;

    public EffectReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @throws IOException for a body that is no JSON
     * @throws IllegalArgumentException for JSON that is no fault, with the error
     */
    public Fault readFault(byte[] body) throws IOException {
        JsonNode fault = mapper.readTree(body);
        int times = fault.path("times").asInt(1);
        return new Fault(
                readEffect(fault),
                times == 0 ? Integer.MAX_VALUE : times,
                endpoint(fault),
                fault.path("bodyContains").asText(""),
                Duration.ofMillis(fault.path("forMillis").asLong()));
    }

    private static Effect readEffect(JsonNode fault) {
        String name = fault.path("effect").asText("");
        boolean applied = fault.path("applied").asBoolean(false);
        return switch (name) {
            case "answer" ->
                new Effect.Answer(
                        fault.path("status").asInt(), fault.path("body").asText(""), headers(fault), applied);
            case "conflict" -> Effect.Answer.conflict();
            case "edge-refusal" -> Effect.Answer.edgeRefusal();
            case "gone" -> Effect.Answer.gone();
            case "reset" -> new Effect.Reset(applied);
            case "delay" ->
                new Effect.Delayed(Duration.ofMillis(fault.path("millis").asLong()));
            case "truncated" -> new Effect.Truncated();
            case "empty-207" -> new Effect.EmptyMultiStatus();
            case "left-out" -> new Effect.LeftOut(fault.path("identity").asText());
            case "unfinished" -> new Effect.Unfinished(fault.path("status").asText("PROCESSING"), applied);
            default ->
                throw new IllegalArgumentException(
                        "there is no effect '" + name
                                + "'; known are answer, conflict, edge-refusal, gone, reset, delay, truncated, empty-207, left-out and unfinished");
        };
    }

    private static Optional<Endpoint> endpoint(JsonNode fault) {
        if (!fault.has("endpoint")) {
            return Optional.empty();
        }
        String label = fault.path("endpoint").asText();
        return Optional.of(Endpoint.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("there is no endpoint '" + label + "'")));
    }

    private static Map<String, String> headers(JsonNode fault) {
        Map<String, String> headers = new LinkedHashMap<>();
        fault.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
