package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.control.RetriedRequest;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.log.EMailAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of each lane that wait for another try, for operators; requests go by their first item. Owned by the poll thread. */
final class WaitingRetries {
    /** Shorter waits are the daily life of a network. */
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(5);

    /** Enough for an example of each kind; the reason has the count. */
    private static final int MOST_SHOWN = 3;

    private final Map<Lane, Map<BatchedItem, Waiting>> lanes = new HashMap<>();

    /** The first answer that asked for another try, and the last. */
    private record Waiting(Instant since, int attempts, String answer, Instant nextTry) {
        boolean worthAWord(Instant now) {
            return !now.isBefore(since.plus(WORTH_A_WORD)) || !nextTry.isBefore(now.plus(WORTH_A_WORD));
        }

        /** The next try; null while the try waits for its turn, or is in flight. */
        @Nullable
        Instant nextTryAfter(Instant now) {
            return nextTry.isAfter(now) ? nextTry : null;
        }
    }

    /** @param delay the time to the next try */
    void answered(InFlightRequest request, Outcome outcome, Duration delay, Instant now) {
        Map<BatchedItem, Waiting> ofLane = lanes.computeIfAbsent(request.lane(), lane -> new HashMap<>());
        if (outcome instanceof Outcome.Retry) {
            BatchedItem first = request.subject(outcome).inputs().get(0).items().get(0);
            Waiting before = ofLane.get(first);
            ofLane.put(
                    first,
                    new Waiting(
                            before == null ? now : before.since(),
                            request.attempts(),
                            EMailAddresses.masked(outcome.facts().describe()),
                            now.plus(delay)));
        } else if (InFlightRequest.decisive(outcome) && !ofLane.isEmpty()) {
            // mostly nothing waits, and a request has hundreds of items
            request.sent().inputs().forEach(input -> input.items().forEach(ofLane::remove));
        }
    }

    void retain(Collection<Lane> assigned) {
        lanes.keySet().retainAll(assigned);
        lanes.values().forEach(ofLane -> ofLane.keySet().removeIf(BatchedItem::isDecided));
    }

    Optional<RouteStatus.Cause> cause(Lane lane, Instant now) {
        List<Waiting> all = oldestFirst(lane, now);
        return all.isEmpty() ? Optional.empty() : Optional.of(cause(all, now));
    }

    /** The requests that wait longest, {@link #MOST_SHOWN} at most. */
    List<RetriedRequest> requests(Lane lane, Instant now) {
        return oldestFirst(lane, now).stream()
                .limit(MOST_SHOWN)
                .map(waiting -> new RetriedRequest(
                        waiting.attempts(), waiting.answer(), waiting.since(), waiting.nextTryAfter(now)))
                .toList();
    }

    private List<Waiting> oldestFirst(Lane lane, Instant now) {
        Map<BatchedItem, Waiting> ofLane = lanes.getOrDefault(lane, Map.of());
        if (ofLane.isEmpty()) {
            return List.of();
        }
        return ofLane.values().stream()
                .filter(waiting -> waiting.worthAWord(now))
                .sorted(Comparator.comparing(Waiting::since))
                .toList();
    }

    private static RouteStatus.Cause cause(List<Waiting> all, Instant now) {
        Waiting oldest = all.get(0);
        // without numbers, so that a status tells the same for all lanes once
        String reason = "Requests wait for another try. HubSpot's last answer: " + oldest.answer();
        return new RouteStatus.Cause(RouteStatus.State.RETRYING, reason, oldest.since(), oldest.nextTryAfter(now));
    }
}
