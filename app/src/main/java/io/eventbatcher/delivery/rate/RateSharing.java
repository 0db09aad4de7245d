package io.eventbatcher.delivery.rate;

import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares the quotas with the other instances, by what each of them claims. Owned by the poll thread. */
final class RateSharing {
    /** How often it is looked at what was used. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    /** Who has said nothing for so long is not known any more: its lanes are somebody's we have not heard of. */
    static final Duration FORGOTTEN = Duration.ofSeconds(4);

    private static final Duration REPEATED = Duration.ofSeconds(1);

    private final String instance;
    private final Map<Quota, RateShare> budgets;
    private final Clock clock;
    private final Map<String, Heard> heard = new HashMap<>();
    private Instant nextObservation = Instant.MIN;
    private Instant nextRepetition = Instant.MIN;
    private RateClaim said;

    private record Heard(RateClaim claim, Instant at) {}

    RateSharing(String instance, Map<Quota, RateShare> budgets, Clock clock) {
        this.instance = instance;
        this.budgets = new EnumMap<>(budgets);
        this.clock = clock;
        this.said = new RateClaim(instance, Map.of());
    }

    /**
     * Takes in what was heard, our own claims included, and reviews the budgets.
     *
     * @return what the others should hear; empty when they know
     */
    Optional<RateClaim> turn(Collection<RateClaim> news) {
        Instant now = clock.instant();
        // our own claim takes effect a turn after it was heard: by then the others have acted on it
        Optional<Heard> mine = Optional.ofNullable(heard.get(instance));
        news.forEach(claim -> heard.put(claim.instance(), new Heard(claim, now)));
        heard.values().removeIf(one -> one.at().plus(FORGOTTEN).isBefore(now));
        boolean observe = !now.isBefore(nextObservation);
        if (observe) {
            nextObservation = now.plus(INTERVAL);
        }
        Map<Quota, RateClaim.Part> parts = new EnumMap<>(Quota.class);
        budgets.forEach((quota, budget) -> {
            if (observe) {
                budget.observe();
            }
            RateClaim.Part known = mine.map(one -> one.claim().of(quota)).orElse(RateClaim.Part.NONE);
            budget.adapt(known, others(quota));
            parts.put(quota, budget.claim());
        });
        return worthSaying(new RateClaim(instance, parts), now);
    }

    private List<RateClaim.Part> others(Quota quota) {
        return heard.values().stream()
                .map(Heard::claim)
                .filter(claim -> !claim.instance().equals(instance))
                .map(claim -> claim.of(quota))
                .toList();
    }

    private Optional<RateClaim> worthSaying(RateClaim claim, Instant now) {
        if (!claim.differsFrom(said) && now.isBefore(nextRepetition)) {
            return Optional.empty();
        }
        said = claim;
        nextRepetition = now.plus(REPEATED);
        return Optional.of(claim);
    }
}
