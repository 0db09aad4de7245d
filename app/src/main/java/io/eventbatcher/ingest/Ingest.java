package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.avro.AvroResolution;
import io.eventbatcher.ingest.avro.EventReader;
import io.eventbatcher.ingest.event.BehavioralShape;
import io.eventbatcher.ingest.event.EventShape;
import io.eventbatcher.ingest.event.Findings;
import io.eventbatcher.ingest.event.Rendering;
import io.eventbatcher.ingest.event.UpdateShape;
import io.eventbatcher.ingest.event.UpsertShape;
import io.eventbatcher.ingest.registry.SchemaLookup;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns source records of one route into items: wire format, writer's schema, Avro, the API's limits, JSON. The answer is a value for any
 * bytes. Not safe for use by several threads; cheap to make.
 */
public final class Ingest implements AutoCloseable {
    private final Steps<?> steps;

    private Ingest(Steps<?> steps) {
        this.steps = steps;
    }

    /** The ingest of a route's records by our own deserializer. */
    public static Ingest of(Route route, SchemaLookup schemas, OriginNamer namer) {
        return of(route, Decoding.own(schemas), namer);
    }

    /** The ingest of a route's records, with all checks. */
    public static Ingest of(Route route, Decoding decoding, OriginNamer namer) {
        return of(route, decoding, namer, true);
    }

    /**
     * The ingest of a route's records.
     *
     * @param contactRequired if a behavioral event must have an objectId, an email or a utk
     */
    public static Ingest of(Route route, Decoding decoding, OriginNamer namer, boolean contactRequired) {
        return new Ingest(
                switch (route) {
                    case BEHAVIORAL -> new Steps<>(route, new BehavioralShape(contactRequired), decoding, namer);
                    case MARKETING_UPSERT -> new Steps<>(route, new UpsertShape(), decoding, namer);
                    case MARKETING_UPDATE -> new Steps<>(route, new UpdateShape(), decoding, namer);
                });
    }

    /**
     * Decodes, validates and renders one record.
     *
     * @param replayId the id of the replay that brought the record, or null for a record of a source topic
     */
    public Decoded decode(SourceRecord source, @Nullable String replayId) {
        return steps.decode(source, replayId);
    }

    /**
     * The event of a record by our own schema, in Confluent's wire format; fields that our schema lacks are left out.
     *
     * @param schemaId the id of our schema in the registry
     */
    public EventText.Edited byOurSchema(SourceRecord source, byte[] value, int schemaId) {
        return steps.byOurSchema(source, value, schemaId);
    }

    /** Begins to fetch the writer's schema of a record that is decoded later. */
    public void prefetchSchema(SourceRecord source) {
        byte[] value = source.value();
        if (value != null) {
            steps.reader.prefetchSchema(source, value);
        }
    }

    @Override
    public void close() {
        steps.reader.close();
    }

    private static final class Steps<T extends SpecificRecord> {
        private final EventShape<T> shape;
        private final EventReader<T> reader;
        private final OriginNamer namer;
        private final Rendering rendering = new Rendering();

        Steps(Route route, EventShape<T> shape, Decoding decoding, OriginNamer namer) {
            this.shape = shape;
            this.reader = decoding.reader(new AvroResolution<>(shape::blank, route.recordName()));
            this.namer = namer;
        }

        Decoded decode(SourceRecord source, @Nullable String replayId) {
            byte[] value = source.value();
            if (value == null) {
                return unreadable(Reason.UNDECODABLE, "The value is null: a tombstone is no event.");
            }
            return reader.read(source, value)
                    .fold(event -> checked(event, source, replayId), Steps::unreadable, Decoded.Deferred::new);
        }

        EventText.Edited byOurSchema(SourceRecord source, byte[] value, int schemaId) {
            return reader.read(source, value)
                    .fold(
                            event -> EventText.Edited.of(OwnWriter.bytes(event, schemaId)),
                            (reason, finding) -> EventText.Edited.refused(finding),
                            EventText.Edited::later);
        }

        private Decoded checked(T event, SourceRecord source, @Nullable String replayId) {
            Findings findings = new Findings();
            shape.check(event, findings);
            return findings.list().isEmpty()
                    ? rendered(event, source, replayId)
                    : new Decoded.Refused(
                            Reason.INVALID_EVENT, findings.list(), shape.uuid(event), shape.eventName(event));
        }

        private Decoded rendered(T event, SourceRecord source, @Nullable String replayId) {
            String given = shape.uuid(event);
            // A blank uuid would make all such events one; it is as good as none.
            String uuid = given == null || given.isBlank() ? namer.uuid(source.origin()) : given;
            Rendering.Rendered rendered = rendering.render(shape, event, uuid, source.origin());
            ItemDraft draft = new ItemDraft(
                    uuid,
                    shape.eventName(event),
                    shape.identity(event, uuid),
                    replayId,
                    rendered.contentHash(),
                    rendered.json(),
                    source);
            return new Decoded.Accepted(draft.encode());
        }

        private static Decoded unreadable(Reason reason, String finding) {
            return new Decoded.Refused(reason, List.of(finding), null, null);
        }
    }
}
