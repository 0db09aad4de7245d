package io.eventbatcher.audit;

import io.eventbatcher.route.Route;
import java.util.List;

/**
 * The books of one route: {@code consumed = delivered + duplicates + deadLettered + waiting + gap}.
 *
 * @param consumed records read from the source topic, and replays of the route
 * @param delivered events that HubSpot has taken, by settled batches
 * @param duplicates events dropped as duplicates
 * @param deadLettered at ingest, batching and delivery together
 * @param waiting in waiting lines, repartition topic, buffers and unsettled batches
 * @param gap what is missing, less what is too much; zero where the books balance
 * @param still whether nothing moved while they were read, so that they balance to the event; otherwise they balance as far as can
 *     be told while events move
 * @param gaps where they do not balance
 */
public record RouteAudit(
        Route route,
        long consumed,
        long delivered,
        long duplicates,
        long deadLettered,
        long waiting,
        long gap,
        boolean still,
        List<Discrepancy> gaps) {
    public RouteAudit {
        gaps = List.copyOf(gaps);
    }

    public boolean balanced() {
        return gaps.isEmpty();
    }
}
