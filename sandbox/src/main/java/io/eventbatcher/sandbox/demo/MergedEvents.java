package io.eventbatcher.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.Receipts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts, from the receipts, the events that were sent as part of a later event's input. */
final class MergedEvents {
    private final Map<Route, Map<String, Long>> merged = new EnumMap<>(Route.class);

    void take(ConsumerRecord<byte[], byte[]> receipt) {
        JsonNode read = Receipts.read(receipt);
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
    }

    /** By identity. */
    Map<String, Long> of(Route route) {
        return merged.getOrDefault(route, Map.of());
    }
}
