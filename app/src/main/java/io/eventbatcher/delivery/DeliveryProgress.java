package io.eventbatcher.delivery;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches each lane for events that wait while no cause keeps them, and nothing of the lane is sent or settled: a fault of the service itself. Not safe
 * for use by several threads.
 */
final class DeliveryProgress {
    /** Longer than a request with its timeouts, and than a settlement waits for Kafka. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A route that may send fewer requests within the patience than this waits for its rate, such as for the next day. */
    private static final int FEW_REQUESTS = 10;

    /** A route that uses more of its rate than this part sends what other lanes have. */
    private static final double BUSY = 0.5;

    private final Supplier<List<LaneState>> lanes;
    private final Supplier<DeliverySnapshot> snapshot;
    private final Clocks clocks;
    private final Map<String, Stand> stands = new HashMap<>();

    /** The events of a lane that wait, and since when they are the same. */
    private record Stand(long waiting, @Nullable Instant oldest, Moment since) {
        boolean isOf(LaneState lane) {
            // events that come do not count as progress
            return Objects.equals(oldest, lane.oldest()) && lane.waiting() >= waiting;
        }
    }

    DeliveryProgress(Supplier<List<LaneState>> lanes, Supplier<DeliverySnapshot> snapshot, Clocks clocks) {
        this.lanes = lanes;
        this.snapshot = snapshot;
        this.clocks = clocks;
    }

    /** The lanes that have stood too long, as a clause; empty while all move, or a cause is known. */
    Optional<String> trouble() {
        DeliverySnapshot now = snapshot.get();
        Map<String, Stand> present = new HashMap<>();
        Map<String, Duration> standing = new TreeMap<>();
        for (LaneState lane : lanes.get()) {
            Stand stand = stand(lane, now);
            present.put(lane.name(), stand);
            Duration stood = clocks.moment().since(stand.since());
            if (stood.compareTo(PATIENCE) > 0) {
                standing.put(lane.name(), stood);
            }
        }
        stands.clear();
        stands.putAll(present);
        return standing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "events of the lanes %s wait, nothing keeps them, and for %d s nothing of them was sent or settled"
                                .formatted(
                                        String.join(", ", standing.keySet()),
                                        Collections.max(standing.values()).toSeconds()));
    }

    private Stand stand(LaneState lane, DeliverySnapshot now) {
        Route route = Route.labelled(lane.route()).orElseThrow();
        boolean free = now.route(route).status().causes().isEmpty()
                && !isKept(lane)
                && !waitsForItsRate(now.rates().get(route.quota()));
        Stand before = stands.get(lane.name());
        return before != null && free && lane.waiting() > 0 && before.isOf(lane)
                ? before
                : new Stand(lane.waiting(), lane.oldest(), clocks.moment());
    }

    /** By a cause, by a request in flight, which the client ends in time, or by rejections that wait for their judgement. */
    private static boolean isKept(LaneState lane) {
        return !lane.causes().isEmpty() || lane.inFlight() > 0 || lane.heldBack() > 0;
    }

    private static boolean waitsForItsRate(RateShare.@Nullable Rates rates) {
        return rates != null
                && (rates.granted() * PATIENCE.toSeconds() < FEW_REQUESTS || rates.used() > rates.granted() * BUSY);
    }
}
