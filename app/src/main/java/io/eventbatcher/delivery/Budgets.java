package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The budget of each quota, and what the instances tell each other about them. Owned by the poll thread. */
final class Budgets {
    private final Map<Quota, Budget> budgets = new EnumMap<>(Quota.class);
    private final Sharing sharing;

    Budgets(Settings settings, Timers timers, Mailbox mailbox, Clock clock, Supplier<Long> nanoTime) {
        for (Quota quota : Quota.values()) {
            Limit limit = Limit.of(settings.hubspot().rate(), quota, clock);
            Pace pace = new Pace(limit.allowed(), limit.kept(), nanoTime, timers, mailbox);
            Arrivals arrivals = new Arrivals(limit.interval(), limit.burst(), nanoTime);
            budgets.put(quota, new Budget(allLanes(settings, quota), limit, pace, arrivals, clock));
        }
        sharing = new Sharing(settings.instance(), budgets, clock);
    }

    private static int allLanes(Settings settings, Quota quota) {
        return settings.enabledRoutes().stream()
                .filter(route -> route.quota() == quota)
                .mapToInt(route -> settings.route(route).lanes())
                .sum();
    }

    Budget of(Quota quota) {
        Budget budget = budgets.get(quota);
        if (budget == null) {
            throw new IllegalStateException("no budget of quota " + quota);
        }
        return budget;
    }

    /** These lanes are ours now. */
    void assigned(List<Lane> lanes) {
        budgets.forEach((quota, budget) -> budget.lanes((int)
                lanes.stream().filter(lane -> lane.route().quota() == quota).count()));
    }

    /** An answer on this route said so. */
    void correct(Route route, LimitHeaders said) {
        of(route.quota()).correct(said);
    }

    /** See {@link Sharing#turn}. */
    Optional<Claim> turn(Collection<Claim> news) {
        return sharing.turn(news);
    }
}
