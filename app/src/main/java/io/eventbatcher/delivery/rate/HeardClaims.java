package io.eventbatcher.delivery.rate;

import io.eventbatcher.route.Route.Quota;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of all instances on the quotas, as far as they were heard lately. Has each {@link RateShare} adapt to the claims, and tells when
 * the rest should hear of a change. Owned by the poll thread.
 */
final class HeardClaims {
    /** The time between two measurements of the rate in use. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    /** An instance silent for as long is forgotten; the lanes belong to an instance not heard of yet. */
    static final Duration FORGOTTEN = Duration.ofSeconds(4);

    private static final Duration REPEATED = Duration.ofSeconds(1);

    private final String instance;
    private final Map<Quota, RateShare> shares;
    private final Clocks clocks;
    private final Map<String, Heard> heard = new HashMap<>();
    private Moment nextObservation = Moment.LONG_AGO;
    private Moment nextRepetition = Moment.LONG_AGO;
    private RateClaim said;

    private record Heard(RateClaim claim, Moment at) {}

    HeardClaims(String instance, Map<Quota, RateShare> shares, Clocks clocks) {
        this.instance = instance;
        this.shares = new EnumMap<>(shares);
        this.clocks = clocks;
        this.said = new RateClaim(instance, Map.of());
    }

    /**
     * Takes in claims and reviews the shares.
     *
     * @param news the claims heard, this instance's own included
     * @return a claim for the rest to hear; empty when they know
     */
    Optional<RateClaim> turn(Collection<RateClaim> news) {
        Moment now = clocks.moment();
        // the own claim takes effect a turn after hearing: by then the rest have acted on it
        Optional<Heard> mine = Optional.ofNullable(heard.get(instance));
        news.forEach(claim -> heard.put(claim.instance(), new Heard(claim, now)));
        heard.values().removeIf(one -> one.at().plus(FORGOTTEN).isBefore(now));
        boolean observe = !now.isBefore(nextObservation);
        if (observe) {
            nextObservation = now.plus(INTERVAL);
        }
        Map<Quota, RateClaim.Part> parts = new EnumMap<>(Quota.class);
        shares.forEach((quota, share) -> {
            if (observe) {
                share.observe();
            }
            RateClaim.Part known = mine.map(one -> one.claim().of(quota)).orElse(RateClaim.Part.NONE);
            share.adapt(known, others(quota));
            parts.put(quota, share.claim());
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

    private Optional<RateClaim> worthSaying(RateClaim claim, Moment now) {
        if (!claim.differsFrom(said) && now.isBefore(nextRepetition)) {
            return Optional.empty();
        }
        said = claim;
        nextRepetition = now.plus(REPEATED);
        return Optional.of(claim);
    }
}
