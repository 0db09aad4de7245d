package io.eventbatcher.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The events of a route that have passed each stage since the begin of the ledger; two statuses tell the rates between them.
 *
 * @param read records of the source topic and of replays that ingest has taken
 * @param ingested events that ingest has handed over
 * @param batched events in closed batches
 * @param duplicates events dropped as duplicates
 * @param delivered events that HubSpot has taken
 * @param dead dead letters of all stages
 */
public record RouteFlow(
        String route, long read, long ingested, long batched, long duplicates, long delivered, long dead) {
    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("route", route)
                .put("read", read)
                .put("ingested", ingested)
                .put("batched", batched)
                .put("duplicates", duplicates)
                .put("delivered", delivered)
                .put("dead", dead);
    }
}
