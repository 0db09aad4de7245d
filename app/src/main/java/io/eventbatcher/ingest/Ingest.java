package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.registry.SchemaLookup;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns source records of one route into items: wire format, writer's schema, Avro, the API's limits, JSON. Whatever the bytes
 * are, the answer is a value. Not safe for use by several threads; cheap to make.
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

    /** The ingest of a route's records. */
    public static Ingest of(Route route, Decoding decoding, OriginNamer namer) {
        return new Ingest(
                switch (route) {
                    case BEHAVIORAL -> new Steps<>(route, new BehavioralShape(), decoding, namer);
                    case MARKETING_UPSERT -> new Steps<>(route, new UpsertShape(), decoding, namer);
                    case MARKETING_UPDATE -> new Steps<>(route, new UpdateShape(), decoding, namer);
                });
    }

    /**
     * Decodes, validates and renders one record.
     *
     * @param replayId the id of the replay that brought it, or null when it comes from its source topic
     */
    public Decoded decode(SourceRecord source, @Nullable String replayId) {
        try {
            return steps.decode(source, replayId);
        } catch (Refusal refusal) {
            return new Decoded.Refused(refusal.reason(), List.of(refusal.finding()), null, null);
        } catch (Postponed postponed) {
            return new Decoded.Waiting(postponed.why());
        }
    }

    /** Lets the writer's schema be asked for, for a record whose turn has not come. */
    public void foresee(SourceRecord source) {
        byte[] value = source.value();
        if (value != null) {
            steps.reader.foresee(source, value);
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
            this.reader = decoding.reader(new AvroResolution<>(shape.type(), route.recordName()));
            this.namer = namer;
        }

        Decoded decode(SourceRecord source, @Nullable String replayId) {
            byte[] value = source.value();
            if (value == null) {
                throw Refusal.undecodable("The value is null: a tombstone is no event.");
            }
            T event = reader.read(source, value);
            Findings findings = new Findings();
            shape.check(event, findings);
            if (!findings.list().isEmpty()) {
                return new Decoded.Refused(
                        Reason.INVALID_EVENT, findings.list(), shape.uuid(event), shape.eventName(event));
            }
            return new Decoded.Accepted(item(event, source, replayId));
        }

        private Item item(T event, SourceRecord source, @Nullable String replayId) {
            String given = shape.uuid(event);
            // A blank uuid would make all such events one; it is as good as none.
            String uuid = given == null || given.isBlank() ? namer.uuid(source.origin()) : given;
            Rendering.Rendered rendered = rendering.render(shape, event, uuid, source.origin());
            return new ItemDraft(
                            uuid,
                            shape.eventName(event),
                            shape.identity(event, uuid),
                            replayId,
                            rendered.contentHash(),
                            rendered.json(),
                            source)
                    .encode();
        }
    }
}
