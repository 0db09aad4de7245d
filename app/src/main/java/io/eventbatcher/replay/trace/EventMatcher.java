package io.eventbatcher.replay.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells if a source record is the event of a question. Ingest decodes the few records that hold the value's bytes. */
final class EventMatcher {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DERIVED = 3;

    private final EventQuery query;
    private final Needles needles;
    private final EventViews views;
    private final OriginNamer namer;
    private final boolean mayBeDerived;

    EventMatcher(EventQuery query, EventViews views, OriginNamer namer) {
        this.query = query;
        this.needles = new Needles(query);
        this.views = views;
        this.namer = namer;
        this.mayBeDerived = query.by() == EventQuery.By.UUID
                && DeadLetterId.parse(query.text())
                        .filter(uuid -> uuid.version() == DERIVED)
                        .isPresent();
    }

    /**
     * An event that was found.
     *
     * @param uuid null if unreadable
     * @param name null if unreadable, or without a name
     * @param identity the identity that keeps its order; null if unreadable
     * @param trouble the reason why the event is no item, as a sentence; empty for an item
     */
    record Match(
            @Nullable String uuid,
            @Nullable String name,
            @Nullable String identity,
            String trouble) {}

    Optional<Match> match(Route route, SourceRecord source) {
        byte[] value = source.value();
        return value != null && (needles.in(value) || isDerived(source))
                ? Optional.of(decoded(route, source, value))
                        .filter(found -> found.matched)
                        .map(found -> found.match)
                : Optional.empty();
    }

    /** Decodes a record that is asked for by its place. */
    Match read(Route route, SourceRecord source) {
        byte[] value = source.value();
        return value == null ? new Match(null, null, null, "The value is null.") : decoded(route, source, value).match;
    }

    private boolean isDerived(SourceRecord source) {
        return mayBeDerived && namer.uuid(source.origin()).equalsIgnoreCase(query.text());
    }

    private record Found(Match match, boolean matched) {}

    private Found decoded(Route route, SourceRecord source, byte[] value) {
        return views.decode(route, source, namer)
                .<Found>fold(
                        accepted -> found(accepted.item()),
                        refused -> found(
                                refused.uuid(),
                                refused.eventName(),
                                String.join(" ", refused.findings()),
                                source,
                                value),
                        deferred -> found(null, null, deferred.why(), source, value));
    }

    private Found found(Item item) {
        JsonNode input = parsed(item.json());
        boolean matched = switch (query.by()) {
            case UUID -> item.uuid().equalsIgnoreCase(query.text());
            case EXTERNAL_ID -> isWanted(input) || item.identity().equals(query.text());
            case EMAIL, OBJECT_ID, ORIGIN -> isWanted(input);
        };
        return new Found(new Match(item.uuid(), item.eventName(), item.identity(), ""), matched);
    }

    /** An event that is no item: by its fields, or by its bytes if nobody can read them. */
    private Found found(
            @Nullable String uuid, @Nullable String name, String trouble, SourceRecord source, byte[] value) {
        Optional<JsonNode> fields = views.fields(value, source.headers());
        boolean matched = fields.map(this::isWanted)
                .orElse(query.by() == EventQuery.By.UUID || query.by() == EventQuery.By.EMAIL);
        String named = uuid != null
                ? uuid
                : fields.filter(json -> json.hasNonNull("uuid"))
                        .map(json -> json.path("uuid").asText())
                        .orElse(null);
        return new Found(new Match(named, name, null, trouble), matched);
    }

    private boolean isWanted(JsonNode fields) {
        String field = switch (query.by()) {
            case UUID -> "uuid";
            case EMAIL -> "email";
            case OBJECT_ID -> "objectId";
            case EXTERNAL_ID -> "externalEventId";
            case ORIGIN -> "";
        };
        return Needles.withoutZeros(fields.path(field).asText()).equalsIgnoreCase(Needles.withoutZeros(query.text()));
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException impossible) {
            return JSON.missingNode();
        }
    }
}
