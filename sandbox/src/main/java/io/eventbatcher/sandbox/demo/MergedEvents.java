package io.eventbatcher.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts, from the receipts, the events that went as part of another one's input. */
final class MergedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Route, Map<String, Long>> merged = new EnumMap<>(Route.class);

    void take(ConsumerRecord<byte[], byte[]> receipt) {
        try {
            JsonNode read = JSON.readTree(receipt.value());
            Route route = Route.labelled(read.path("route").asText()).orElseThrow();
            for (JsonNode item : read.path("items")) {
                String into = item.path("mergedInto").asText("");
                if (route.ordered()
                        && !into.isEmpty()
                        && !into.equals(item.path("uuid").asText())) {
                    merged.computeIfAbsent(route, unseen -> new HashMap<>())
                            .merge(item.path("identity").asText(), 1L, Long::sum);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A receipt is no JSON.", unreadable);
        }
    }

    /** By identity. */
    Map<String, Long> of(Route route) {
        return merged.getOrDefault(route, Map.of());
    }
}
