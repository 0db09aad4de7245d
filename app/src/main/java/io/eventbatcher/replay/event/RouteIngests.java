package io.eventbatcher.replay.event;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.EventText;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The ingests of a command, one for each route: they keep what they have learned of writers' schemas. For one thread. */
final class RouteIngests implements AutoCloseable {
    private final Settings settings;
    private final Supplier<Decoding> decodings;
    private final Map<Route, Ingest> ingests = new EnumMap<>(Route.class);
    private OriginNamer namer = origin -> "";

    /** @param decodings makes the decoding of a route that is met for the first time */
    RouteIngests(Settings settings, Supplier<Decoding> decodings) {
        this.settings = settings;
        this.decodings = decodings;
    }

    /**
     * The end of a source record at ingest.
     *
     * @throws IllegalArgumentException if the deserializer of the settings cannot be used, as a sentence
     */
    Decoded decode(Route route, SourceRecord source, OriginNamer names) {
        namer = names;
        return of(route).decode(source, null);
    }

    /** See {@link Ingest#byOurSchema}. */
    EventText.Edited byOurSchema(Route route, SourceRecord source, byte[] value, int schemaId) {
        return of(route).byOurSchema(source, value, schemaId);
    }

    private Ingest of(Route route) {
        return ingests.computeIfAbsent(
                route,
                name -> Ingest.of(
                        name,
                        decodings.get(),
                        origin -> namer.uuid(origin),
                        settings.ingest().requireContact()));
    }

    @Override
    public void close() {
        ingests.values().forEach(Ingest::close);
    }
}
