package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of a question, and further events with their uuids, which tell of duplicates. */
final class TracedEvents {
    /** A console searches in the memory of the service; 20,000 names take two megabytes. */
    private static final int MOST_LEFT = 20_000;

    private final EventQuery query;
    private final Settings settings;
    private final Map<String, TracedEvent> asked = new LinkedHashMap<>();
    private final Map<String, TracedEvent> twins = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private long further;

    TracedEvents(EventQuery query, Settings settings) {
        this.query = query;
        this.settings = settings;
    }

    /** The event with the origin; a new one if none is known. Beyond the most events, the oldest are left out. */
    TracedEvent ask(Origin origin) {
        String key = Resolution.text(origin);
        TracedEvent known = asked.get(key);
        if (known != null) {
            return known;
        }
        if (left.contains(key)) {
            // duplicates of one uuid are few, the events of an address may be all
            return query.by() == EventQuery.By.UUID ? twin(origin) : new TracedEvent(origin, route(origin));
        }
        TracedEvent event = new TracedEvent(origin, route(origin));
        asked.put(key, event);
        if (asked.size() > query.most()) {
            asked.values().stream()
                    .min(Comparator.comparingLong(one -> one.origin().timestamp()))
                    .map(oldest -> Resolution.text(oldest.origin()))
                    .ifPresent(oldest -> {
                        asked.remove(oldest);
                        leave(oldest);
                    });
        }
        return event;
    }

    /** Beyond a bound, an event that is met twice may count twice: its name is not kept. */
    private void leave(String oldest) {
        if (left.size() < MOST_LEFT) {
            left.add(oldest);
        } else {
            further++;
        }
    }

    private Optional<Route> route(Origin origin) {
        return settings.routeOf(origin.topic());
    }

    Optional<TracedEvent> find(Origin origin) {
        return Optional.ofNullable(asked.get(Resolution.text(origin)));
    }

    /** The event of an item or receipt: by its origin, or by its uuid. Empty for an event that has nothing to do with the question. */
    Optional<TracedEvent> find(Origin origin, String uuid) {
        Optional<TracedEvent> known = find(origin);
        if (known.isPresent()) {
            return known;
        }
        if (isQuestion(uuid)) {
            return Optional.of(ask(origin));
        }
        if (asked.values().stream().noneMatch(event -> uuid.equals(event.uuid()))) {
            return Optional.empty();
        }
        return Optional.of(twin(origin));
    }

    private TracedEvent twin(Origin origin) {
        return twins.computeIfAbsent(Resolution.text(origin), key -> new TracedEvent(origin, route(origin)));
    }

    Optional<TracedEvent> find(Item item) {
        Optional<TracedEvent> found = find(item.origin(), item.uuid());
        found.ifPresent(event -> event.describe(item.uuid(), item.eventName(), item.identity()));
        return found;
    }

    boolean isQuestion(String uuid) {
        return query.by() == EventQuery.By.UUID && uuid.equalsIgnoreCase(query.text());
    }

    /** The uuids to look for, as bytes; empty if an event without a known uuid makes every record worth a look. */
    List<byte[]> uuids() {
        List<byte[]> uuids = new ArrayList<>();
        if (query.by() == EventQuery.By.UUID) {
            uuids.add(query.text().getBytes(StandardCharsets.UTF_8));
            uuids.add(query.text().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
        for (TracedEvent event : asked.values()) {
            String uuid = event.uuid();
            if (uuid != null) {
                uuids.add(uuid.getBytes(StandardCharsets.UTF_8));
            }
        }
        return uuids;
    }

    /** The routes whose topics may tell more. */
    List<Route> routes() {
        if (asked.isEmpty() && query.by() != EventQuery.By.UUID) {
            return List.of();
        }
        List<Optional<Route>> known = asked.values().stream()
                .map(TracedEvent::route)
                .distinct()
                .sorted(Comparator.comparing(route -> route.map(Enum::ordinal).orElse(-1)))
                .toList();
        return known.isEmpty() || known.get(0).isEmpty()
                ? settings.enabledRoutes()
                : known.stream().flatMap(Optional::stream).toList();
    }

    List<TracedEvent> asked() {
        return List.copyOf(asked.values());
    }

    /** An event that dedupe saw before this one, and let go on. */
    Optional<TracedEvent> first(TracedEvent duplicate) {
        List<TracedEvent> all = new ArrayList<>(asked.values());
        all.addAll(twins.values());
        return all.stream()
                .filter(other -> other.isSameAs(duplicate) && other.hasGoneOn())
                .findFirst();
    }

    /** Events that were found, and are too many to be told. */
    long left() {
        return left.size() + further;
    }
}
