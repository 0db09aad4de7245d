package io.eventbatcher.notification;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Troubles that this instance has to tell. The states of lanes and the notes of what was told are compared at each look, so nothing is queued:
 * while the webhook is away, a trouble that ends is not told, and a trouble that lasts is told later. The instance with the first lane in a state
 * tells for all lanes of the route.
 */
final class Troubles {
    /** Longer than the news of another instance take. */
    static final Duration SETTLED = Duration.ofSeconds(2);

    /** A restarted instance shows its lanes open until HubSpot has refused the first request again. */
    static final Duration OVER_AFTER = Duration.ofSeconds(15);

    private final String instance;
    private final Duration downAfter;
    private final Clocks clocks;
    private final Map<String, Moment> seenSince = new HashMap<>();
    private final Map<String, Moment> goneSince = new HashMap<>();
    private Map<String, Trouble> present = Map.of();
    private List<LaneState> heard = List.of();

    Troubles(String instance, Duration downAfter, Clocks clocks) {
        this.instance = instance;
        this.downAfter = downAfter;
        this.clocks = clocks;
    }

    /** Takes in the states and notes of the moment. */
    void look(Collection<LaneState> states, Collection<Notice> told) {
        heard = states.stream()
                .filter(state -> OperatorChannel.isHeard(state, clocks.instant()))
                .sorted(Trouble.ORDER)
                .toList();
        Map<String, Trouble> now = new TreeMap<>();
        for (LaneState state : heard) {
            for (LaneCause cause : state.causes()) {
                Trouble trouble = new Trouble(state, cause);
                if (trouble.worthTelling()) {
                    now.putIfAbsent(trouble.key(), trouble);
                }
            }
        }
        present = now;
        remember(seenSince, now.keySet());
        remember(
                goneSince,
                told.stream()
                        .map(Notice::key)
                        .filter(key -> !now.containsKey(key))
                        .toList());
    }

    private void remember(Map<String, Moment> since, Collection<String> keys) {
        since.keySet().retainAll(keys);
        keys.forEach(key -> since.putIfAbsent(key, clocks.moment()));
    }

    /** Troubles that nobody has told, and this instance has to tell. */
    List<Trouble> begun(Collection<Notice> told) {
        return present.values().stream()
                .filter(trouble -> trouble.lane().instance().equals(instance))
                .filter(trouble ->
                        told.stream().noneMatch(notice -> notice.key().equals(trouble.key())))
                .filter(this::hasLasted)
                .toList();
    }

    private boolean hasLasted(Trouble trouble) {
        Duration seen = clocks.moment().since(seenSince.getOrDefault(trouble.key(), clocks.moment()));
        if (seen.compareTo(SETTLED) < 0) {
            return false;
        }
        Duration lasted = Optional.ofNullable(trouble.cause().since())
                .map(since -> Duration.between(since, clocks.instant()))
                .orElse(seen);
        return !trouble.isSlow() || lasted.compareTo(downAfter) >= 0;
    }

    /** Notes of troubles that are over, for this instance to tell. */
    List<Notice> over(Collection<Notice> told) {
        return told.stream()
                .filter(notice -> goneFor(notice).compareTo(OVER_AFTER) >= 0)
                .filter(notice -> speaker(Trouble.route(notice.key()))
                        .filter(instance::equals)
                        .isPresent())
                .toList();
    }

    private Duration goneFor(Notice notice) {
        Moment now = clocks.moment();
        return now.since(goneSince.getOrDefault(notice.key(), now));
    }

    /** The instance that speaks for a route, by its first lane; a source topic shows itself in troubles only, so the first instance speaks. */
    private Optional<String> speaker(String route) {
        Optional<String> holder = heard.stream()
                .filter(state -> state.route().equals(route))
                .map(LaneState::instance)
                .findFirst();
        return route.startsWith("source/")
                ? heard.stream().map(LaneState::instance).min(String::compareTo)
                : holder;
    }
}
