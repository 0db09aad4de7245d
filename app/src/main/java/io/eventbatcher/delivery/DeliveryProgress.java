package io.eventbatcher.delivery;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches each route for events that wait while no cause keeps them, no request is sent and nothing is settled: a fault of the service
 * itself. Not safe for use by several threads.
 */
final class DeliveryProgress {
    /** Longer than a request with its timeouts, and than a settlement waits for Kafka. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A route that may send fewer requests within the patience than this waits for its rate, such as for the next day. */
    private static final int FEW_REQUESTS = 10;

    private final Supplier<List<LaneState>> lanes;
    private final Supplier<DeliverySnapshot> snapshot;
    private final Clocks clocks;
    private final Map<Route, Stand> stands = new EnumMap<>(Route.class);

    /** The work done so far, and since when it is the same. */
    private record Stand(long requests, long batches, Moment since) {}

    DeliveryProgress(Supplier<List<LaneState>> lanes, Supplier<DeliverySnapshot> snapshot, Clocks clocks) {
        this.lanes = lanes;
        this.snapshot = snapshot;
        this.clocks = clocks;
    }

    /** The route that has stood longest, as a clause; empty while all move, or a cause is known. */
    Optional<String> trouble() {
        List<LaneState> states = lanes.get();
        DeliverySnapshot now = snapshot.get();
        Optional<String> trouble = Optional.empty();
        for (Route route : Route.values()) {
            Stand stand = stand(route, now, states);
            stands.put(route, stand);
            Duration stood = clocks.moment().since(stand.since());
            if (stood.compareTo(PATIENCE) > 0) {
                trouble = Optional.of(
                        "events of the route %s wait, nothing keeps them, and for %d s no request was sent and nothing settled"
                                .formatted(route, stood.toSeconds()));
            }
        }
        return trouble;
    }

    private Stand stand(Route route, DeliverySnapshot now, List<LaneState> states) {
        DeliverySnapshot.OfRoute counts = now.route(route);
        List<LaneState> ofRoute = states.stream()
                .filter(lane -> lane.route().equals(route.label()))
                .toList();
        boolean free = counts.status().causes().isEmpty()
                && ofRoute.stream().noneMatch(DeliveryProgress::isKept)
                && !waitsForItsRate(now.rates().get(route.quota()));
        boolean waits = ofRoute.stream().anyMatch(lane -> lane.waiting() > 0);
        Stand before = stands.get(route);
        boolean same = before != null && before.requests() == counts.requests() && before.batches() == counts.batches();
        return before != null && same && free && waits
                ? before
                : new Stand(counts.requests(), counts.batches(), clocks.moment());
    }

    /** By a cause, by a request in flight, which the client ends in time, or by rejections that wait for their judgement. */
    private static boolean isKept(LaneState lane) {
        return !lane.causes().isEmpty() || lane.inFlight() > 0 || lane.heldBack() > 0;
    }

    private static boolean waitsForItsRate(RateShare.@Nullable Rates rates) {
        return rates != null && rates.granted() * PATIENCE.toSeconds() < FEW_REQUESTS;
    }
}
