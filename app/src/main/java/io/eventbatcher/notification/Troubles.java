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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Troubles that this instance has to tell. The states of lanes and the notes of what was told are compared at each look, so nothing is queued:
 * while the webhook is away, a trouble that ends is not told, and a trouble that lasts is told later. The instance with the first lane in a state
 * tells for all lanes of the route.
 */
final class Troubles {
    /** Longer than the news of another instance take. */
    static final Duration SETTLED = Duration.ofSeconds(2);

    /** Longer than the time after which the counts of lanes are told again. */
    static final Duration OVER_AFTER = Duration.ofSeconds(15);

    private final String instance;
    private final Duration downAfter;
    private final Clocks clocks;
    private final Map<String, Moment> seenSince = new HashMap<>();
    private final Map<String, GoneTrouble> gone = new HashMap<>();
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
        Moment moment = clocks.moment();
        seenSince.keySet().retainAll(now.keySet());
        now.keySet().forEach(key -> seenSince.putIfAbsent(key, moment));
        Set<String> absent = told.stream()
                .map(Notice::key)
                .filter(key -> !now.containsKey(key))
                .collect(Collectors.toSet());
        gone.keySet().retainAll(absent);
        absent.forEach(key -> {
            List<LaneState> lanes = lanes(Trouble.route(key));
            gone.merge(key, GoneTrouble.at(moment, lanes), (before, first) -> before.seen(moment, lanes));
        });
    }

    private List<LaneState> lanes(String route) {
        return heard.stream().filter(state -> state.route().equals(route)).toList();
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
                .filter(this::isOver)
                .filter(notice -> speaker(Trouble.route(notice.key()))
                        .filter(instance::equals)
                        .isPresent())
                .toList();
    }

    private boolean isOver(Notice notice) {
        GoneTrouble trouble = gone.get(notice.key());
        return trouble != null
                && trouble.isProven()
                && clocks.moment().since(trouble.since()).compareTo(OVER_AFTER) >= 0;
    }

    /** The instance that speaks for a route, by its first lane; without lanes, the first instance speaks. */
    private Optional<String> speaker(String route) {
        Optional<String> holder = lanes(route).stream().map(LaneState::instance).findFirst();
        return Trouble.showsInTroublesOnly(route)
                ? heard.stream().map(LaneState::instance).min(String::compareTo)
                : holder;
    }
}
