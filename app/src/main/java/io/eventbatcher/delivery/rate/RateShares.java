package io.eventbatcher.delivery.rate;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.loop.Timers;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The budget of each quota, and what the instances tell each other about them. Owned by the poll thread. */
public final class RateShares {
    private final Map<Quota, RateShare> budgets = new EnumMap<>(Quota.class);
    private final RateSharing sharing;

    public RateShares(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        for (Quota quota : Quota.values()) {
            RateLimit limit = RateLimit.of(settings.hubspot().rate(), quota, clock);
            EvenPacer pace = new EvenPacer(limit.allowed(), limit.kept(), nanoTime, timers, mailbox);
            ArrivalWindow arrivals = new ArrivalWindow(limit.interval(), limit.burst(), nanoTime);
            budgets.put(quota, new RateShare(allLanes(settings, quota), limit, pace, arrivals, clock));
        }
        sharing = new RateSharing(settings.instance(), budgets, clock);
    }

    private static int allLanes(Settings settings, Quota quota) {
        return settings.enabledRoutes().stream()
                .filter(route -> route.quota() == quota)
                .mapToInt(route -> settings.route(route).lanes())
                .sum();
    }

    public RateShare of(Quota quota) {
        RateShare budget = budgets.get(quota);
        if (budget == null) {
            throw new IllegalStateException("no budget of quota " + quota);
        }
        return budget;
    }

    /** @param lanes the number of lanes of a quota's routes that are assigned to this instance */
    public void assigned(ToIntFunction<Quota> lanes) {
        budgets.forEach((quota, budget) -> budget.lanes(lanes.applyAsInt(quota)));
    }

    /** An answer on this route said so. */
    public void correct(Route route, LimitHeaders said) {
        of(route.quota()).correct(said);
    }

    /** See {@link RateSharing#turn}. */
    public Optional<RateClaim> turn(Collection<RateClaim> news) {
        return sharing.turn(news);
    }
}
