package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/**
 * The settings of a load. Equal settings and schema ids give equal bytes.
 *
 * @param events number of records
 * @param duplicatesPercent share of repeated events
 * @param invalidPercent share of events that must become dead letters
 * @param day the events happened on the day before (UTC). The day is part of the seed: the same seed on another day gives other uuids, not
 *     the same uuids with other contents
 * @param partitions of the topic of each route
 * @param mix the kinds of events, and the number of identities
 */
public record LoadSettings(
        long events,
        double duplicatesPercent,
        double invalidPercent,
        long seed,
        LocalDate day,
        Map<Route, Integer> partitions,
        LoadMix mix) {

    /** The usual mix. */
    public LoadSettings(
            long events,
            double duplicatesPercent,
            double invalidPercent,
            long seed,
            LocalDate day,
            Map<Route, Integer> partitions) {
        this(events, duplicatesPercent, invalidPercent, seed, day, partitions, LoadMix.DEFAULT);
    }

    public LoadSettings {
        if (events < 0) {
            throw new IllegalArgumentException(
                    "The number of events must not be negative, but is %d.".formatted(events));
        }
        if (!isPercent(duplicatesPercent) || !isPercent(invalidPercent) || duplicatesPercent + invalidPercent > 100) {
            throw new IllegalArgumentException(
                    "Duplicates (%s %%) and invalid events (%s %%) must each be 0 to 100, and 100 at most together."
                            .formatted(duplicatesPercent, invalidPercent));
        }
        partitions = Map.copyOf(partitions);
        for (Route route : Route.values()) {
            if (partitions.getOrDefault(route, 0) < 1) {
                throw new IllegalArgumentException("The topic of route %s needs a partition.".formatted(route));
            }
        }
    }

    /** Returns settings with equal partitions for all routes, and a fixed day. */
    public static LoadSettings of(long events, double duplicatesPercent, double invalidPercent, long seed, int each) {
        Map<Route, Integer> partitions = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            partitions.put(route, each);
        }
        LocalDate day = LocalDate.of(2026, 11, 1);
        return new LoadSettings(events, duplicatesPercent, invalidPercent, seed, day, partitions);
    }

    /** The same load, happening on the day before {@code changed}. */
    public LoadSettings on(LocalDate changed) {
        return new LoadSettings(events, duplicatesPercent, invalidPercent, seed, changed, partitions, mix);
    }

    /** The same load, mixed otherwise. */
    public LoadSettings withMix(LoadMix changed) {
        return new LoadSettings(events, duplicatesPercent, invalidPercent, seed, day, partitions, changed);
    }

    public int partitions(Route route) {
        return partitions.getOrDefault(route, 1);
    }

    /** The first millisecond of the day on which the events happened. */
    long dayBeforeStartsAt() {
        return day.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static boolean isPercent(double percent) {
        return percent >= 0 && percent <= 100;
    }
}
