package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws the records of a plan in turn. */
final class PlannedRecords implements Iterator<PlannedRecord> {

    private final LoadSettings settings;
    private final RandomGenerator random;
    private final Map<Route, EventSource> sources = new EnumMap<>(Route.class);
    private final Map<Route, RecentRecords> recent = new EnumMap<>(Route.class);
    private final @Nullable Route only;
    private long planned;

    /** @param only the route of all records; null mixes the routes */
    PlannedRecords(LoadSettings settings, Map<Route, Integer> schemaIds, @Nullable Route only) {
        this.only = only;
        this.settings = settings;
        this.random = new SplittableRandom(
                settings.seed() * 1_000_003 + settings.day().toEpochDay());
        for (Route route : Route.values()) {
            sources.put(route, source(route, settings, schemaIds.getOrDefault(route, 0)));
            recent.put(route, new RecentRecords());
        }
    }

    private static EventSource source(Route route, LoadSettings settings, int schemaId) {
        return switch (route) {
            case BEHAVIORAL -> new BehavioralEvents(settings, schemaId);
            case MARKETING_UPSERT -> new MarketingUpserts(settings, schemaId);
            case MARKETING_UPDATE -> new MarketingUpdates(settings, schemaId);
        };
    }

    @Override
    public boolean hasNext() {
        return planned < settings.events();
    }

    @Override
    public PlannedRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        planned++;
        Route route = route();
        double dice = random.nextDouble() * 100;
        if (dice < settings.invalidPercent()) {
            return flawed(route);
        }
        if (dice < settings.invalidPercent() + settings.duplicatesPercent()) {
            Optional<PlannedRecord> earlier = of(recent, route).pick(random);
            if (earlier.isPresent()) {
                return repeated(earlier.get());
            }
        }
        // no die is thrown for a mix without conflicts or rejections: earlier seeds keep their bytes
        if (settings.mix().conflictsPercent() > 0
                && random.nextDouble() * 100 < settings.mix().conflictsPercent()) {
            Optional<PlannedRecord> earlier = of(recent, route).pick(random);
            if (earlier.isPresent()) {
                return Conflict.with(earlier.get(), random);
            }
        }
        if (settings.mix().rejectedPercent() > 0
                && random.nextDouble() * 100 < settings.mix().rejectedPercent()) {
            return of(sources, route).rejected(random);
        }
        PlannedRecord fresh = of(sources, route).delivered(random);
        of(recent, route).add(fresh);
        return fresh;
    }

    private Route route() {
        if (only != null) {
            return only;
        }
        int dice = random.nextInt(100);
        LoadMix mix = settings.mix();
        int behavioral = 100 - mix.upsertPercent() - mix.updatePercent();
        if (dice < behavioral) {
            return Route.BEHAVIORAL;
        }
        return dice < behavioral + mix.upsertPercent() ? Route.MARKETING_UPSERT : Route.MARKETING_UPDATE;
    }

    /**
     * Rejections cost much: HubSpot refuses the whole request, and finding the culprit takes about twenty more requests. Only answers to
     * updates name the culprit.
     */
    private PlannedRecord flawed(Route route) {
        EventSource source = of(sources, route);
        int rejectedPercent = switch (route) {
            case BEHAVIORAL, MARKETING_UPSERT -> 15;
            case MARKETING_UPDATE -> 60;
        };
        int dice = random.nextInt(100);
        if (dice < rejectedPercent) {
            return source.rejected(random);
        }
        PlannedRecord invalid = source.invalid(random);
        return dice >= 80 ? invalid.damagedTo(Damage.to(invalid.value(), random)) : invalid;
    }

    /**
     * Half of the duplicates go to another partition. Duplicates of marketing events stay, because a copy elsewhere could overtake the
     * original and the records between.
     */
    private PlannedRecord repeated(PlannedRecord earlier) {
        int partitions = settings.partitions(earlier.route());
        if (earlier.route().ordered() || partitions == 1 || random.nextBoolean()) {
            return earlier.repeatedOn(earlier.partition());
        }
        int away = 1 + random.nextInt(partitions - 1);
        return earlier.repeatedOn((earlier.partition() + away) % partitions);
    }

    private static <T> T of(Map<Route, T> all, Route route) {
        T found = all.get(route);
        if (found == null) {
            throw new NoSuchElementException("Nothing is there for route " + route);
        }
        return found;
    }
}
