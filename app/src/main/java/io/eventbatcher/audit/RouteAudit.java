package io.eventbatcher.audit;

import io.eventbatcher.route.Route;
import java.util.List;

/**
 * The audit of a route: {@code consumed = delivered + duplicates + deadLettered + waiting + gap}.
 *
 * @param consumed records read from the source topic, and replays of the route
 * @param delivered events that HubSpot has taken, by settled batches
 * @param duplicates events dropped as duplicates
 * @param deadLettered dead letters of ingest, batching and delivery
 * @param waiting events in deferred records, repartition topic, buffers and unsettled batches
 * @param gap missing events less surplus events; zero for a balanced route
 * @param lost records that Kafka no longer had when their turn came, as an operator accepted; events, where they were lost between ingest and
 *     batching; lost replays are in the number of each route
 * @param still true if no event moved during the audit, so that the result is exact
 * @param gaps the places where counts do not add up
 */
public record RouteAudit(
        Route route,
        long consumed,
        long delivered,
        long duplicates,
        long deadLettered,
        long waiting,
        long gap,
        long lost,
        boolean still,
        List<Discrepancy> gaps) {
    public RouteAudit {
        gaps = List.copyOf(gaps);
    }

    public boolean balanced() {
        return gaps.isEmpty();
    }
}
