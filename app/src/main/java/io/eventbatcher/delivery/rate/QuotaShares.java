package io.eventbatcher.delivery.rate;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import io.eventbatcher.time.Clocks;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** This instance's share of each quota, agreed with the rest by claims. Owned by the poll thread. */
public final class QuotaShares {
    private final Map<Quota, RateShare> shares = new EnumMap<>(Quota.class);
    private final HeardClaims claims;

    public QuotaShares(Settings settings, Timers timers, Mailbox mailbox, Clocks clocks) {
        Supplier<Long> nanoTime = () -> clocks.moment().nanos();
        for (Quota quota : Quota.values()) {
            RateLimit limit = RateLimit.of(settings.hubspot(), quota, clocks);
            EvenPacer pacer = new EvenPacer(limit.allowed(), limit.kept(), nanoTime, timers, mailbox);
            ArrivalWindow arrivals = new ArrivalWindow(limit.interval(), limit.burst(), nanoTime);
            shares.put(quota, new RateShare(allLanes(settings, quota), limit, pacer, arrivals, clocks));
        }
        claims = new HeardClaims(settings.instance(), shares, clocks);
    }

    private static int allLanes(Settings settings, Quota quota) {
        return settings.enabledRoutes().stream()
                .filter(route -> route.quota() == quota)
                .mapToInt(route -> settings.route(route).lanes())
                .sum();
    }

    public RateShare of(Quota quota) {
        RateShare share = shares.get(quota);
        if (share == null) {
            throw new IllegalStateException("no share of quota " + quota);
        }
        return share;
    }

    /** @param lanes the lanes of a quota's routes assigned to this instance */
    public void assigned(ToIntFunction<Quota> lanes) {
        shares.forEach((quota, share) -> share.lanes(lanes.applyAsInt(quota)));
    }

    /** An answer on the route carried limits. */
    public void correct(Route route, LimitHeaders said) {
        of(route.quota()).correct(said);
    }

    /** See {@link HeardClaims#turn}. */
    public Optional<RateClaim> turn(Collection<RateClaim> news) {
        return claims.turn(news);
    }
}
