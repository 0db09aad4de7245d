package io.eventbatcher.replay.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.EventFile;
import io.eventbatcher.ingest.EventText;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ingest.registry.Schemas;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;

/** Decodes the values of dead letters by the parts of ingest. A schema that was never looked up is waited for, for a few seconds. */
public final class EventViews implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private static final String NO_ROUTE = "The letter names no route, and no route reads its source topic.";

    /** A command waits no minute for the registry to deny a schema again. */
    private static final ProbePolicy POLICY = new ProbePolicy(Duration.ofSeconds(1), Duration.ofMillis(500));

    private final Settings settings;
    private final AsyncSchemaCache schemas;
    private final EventText text;
    private final OurSchemas ours;
    private final RouteIngests ingests;
    private boolean registryIsSilent;

    private EventViews(Settings settings, AsyncSchemaCache schemas) {
        this.settings = settings;
        this.schemas = schemas;
        this.text = new EventText(schemas);
        this.ours = new OurSchemas(settings);
        this.ingests = new RouteIngests(settings, this::decoding);
    }

    public static EventViews open(Settings settings) {
        return new EventViews(
                settings,
                Schemas.registry(
                        settings.registry(), POLICY, Clocks.SYSTEM, SupervisedLoop.daemons("dead-letters-registry")));
    }

    public EventView of(StoredLetter letter) {
        byte[] value = letter.entry().value();
        if (value == null) {
            return new EventView("", Optional.empty(), "The value is null.", Optional.empty(), List.of());
        }
        EventText.Fields fields =
                patiently(() -> text.fields(value, letter.entry().headers()), EventText.Fields::later);
        Decoded decoded = decoded(letter);
        return new EventView(
                fields.writer(),
                fields.json(),
                fields.trouble(),
                decoded.fold(
                        accepted -> Optional.of(new String(accepted.item().json(), UTF_8)),
                        refused -> Optional.empty(),
                        deferred -> Optional.empty()),
                decoded.fold(accepted -> List.of(), Decoded.Refused::findings, deferred -> List.of(deferred.why())));
    }

    /** A new Avro file for {@link #add}; the first event makes the file. */
    public EventFile file(Path path) {
        return new EventFile(path, schemas);
    }

    /** Adds the letter's event to a file; a sentence if the event cannot be added. */
    public Optional<String> add(StoredLetter letter, EventFile file) {
        byte[] value = letter.entry().value();
        if (value == null) {
            return Optional.of("The value is null.");
        }
        EventFile.Added added = patiently(() -> file.add(value, letter.entry().headers()), EventFile.Added::later);
        return added.trouble().isEmpty() ? Optional.empty() : Optional.of(added.trouble());
    }

    /** The fields that a producer wrote; empty if they cannot be read. */
    public Optional<JsonNode> fields(byte[] value, Headers headers) {
        return patiently(() -> text.fields(value, headers), EventText.Fields::later)
                .json();
    }

    /** The end of a source record at ingest; deferred if the registry gives no answer for a few seconds. */
    public Decoded decode(Route route, SourceRecord source, OriginNamer namer) {
        try {
            return patiently(() -> ingests.decode(route, source, namer), Decoded.Deferred.class::isInstance);
        } catch (IllegalArgumentException unusable) {
            return new Decoded.Deferred(String.valueOf(unusable.getMessage()));
        }
    }

    /** The identity that keeps its order; empty for an event that does not pass, or whose schema is not known. */
    public Optional<String> identity(StoredLetter letter) {
        return letter.entry().value() == null
                ? Optional.empty()
                : decoded(letter)
                        .fold(
                                accepted -> Optional.of(accepted.item().identity()),
                                refused -> Optional.empty(),
                                deferred -> Optional.empty());
    }

    /** True if the registry gave no answer, so that nothing is known about events of some schemas. */
    public boolean isRegistrySilent() {
        return registryIsSilent;
    }

    /** The event with other fields, checked by the rules of ingest. */
    public EditedEvent edited(StoredLetter letter, FieldEdits edits) {
        byte[] value = letter.entry().value();
        if (value == null) {
            return EditedEvent.refused("The value is null.");
        }
        Headers headers = headers(letter.entry().headers(), edits);
        EventText.Edited base = edits.isByOurSchema() ? byOurSchema(letter, value) : EventText.Edited.of(value);
        EventText.Edited edited = base.value().isEmpty()
                ? base
                : patiently(
                        () -> text.edited(base.value().get(), headers, edits.fields(letter.id())),
                        EventText.Edited::later);
        JsonNode before = shown(value, letter.entry().headers());
        if (edited.value().isEmpty()) {
            return EditedEvent.refused(before, edited.trouble());
        }
        byte[] changed = edited.value().get();
        JsonNode after = shown(changed, headers);
        return decoded(letter, changed, headers)
                .fold(
                        accepted -> new EditedEvent(
                                changed, before, after, accepted.item().identity(), List.of()),
                        refused -> new EditedEvent(changed, before, after, "", refused.findings()),
                        deferred -> EditedEvent.refused(deferred.why()));
    }

    /** The headers of an edited event: a value by our schema names its schema itself. */
    public Headers headers(Headers headers, FieldEdits edits) {
        return edits.isByOurSchema() ? EventText.withoutSchema(headers) : headers;
    }

    private EventText.Edited byOurSchema(StoredLetter letter, byte[] value) {
        Optional<Route> route = route(letter);
        if (route.isEmpty()) {
            return EventText.Edited.refused(NO_ROUTE);
        }
        OurSchemas.Found schema = ours.of(route.get());
        if (!schema.trouble().isEmpty()) {
            return EventText.Edited.refused(schema.trouble());
        }
        SourceRecord source = source(letter, value, letter.entry().headers());
        return patiently(() -> ingests.byOurSchema(route.get(), source, value, schema.id()), EventText.Edited::later);
    }

    private JsonNode shown(byte[] value, Headers headers) {
        return fields(value, headers).orElse(NullNode.getInstance());
    }

    private Decoded decoded(StoredLetter letter) {
        return decoded(letter, letter.entry().value(), letter.entry().headers());
    }

    private Decoded decoded(StoredLetter letter, byte[] value, Headers headers) {
        Optional<Route> route = route(letter);
        if (route.isEmpty()) {
            return new Decoded.Deferred(NO_ROUTE);
        }
        String uuid = Objects.requireNonNullElse(letter.text(DeadLetterHeader.UUID), "");
        return decode(route.get(), source(letter, value, headers), origin -> uuid);
    }

    private static SourceRecord source(StoredLetter letter, byte[] value, Headers headers) {
        return new SourceRecord(letter.origin(), letter.entry().key(), value, headers, letter.replays());
    }

    /** The route of the letter, or the route that reads the topic of the letter's origin. */
    public Optional<Route> route(StoredLetter letter) {
        return letter.route().or(() -> settings.routeOf(letter.origin().topic()));
    }

    private Decoding decoding() {
        Optional<String> foreign = settings.avro().deserializer();
        return foreign.isEmpty()
                ? Decoding.own(schemas)
                : Decoding.foreign(foreign.get(), settings.avro().properties(), POLICY.grace(), Clocks.SYSTEM);
    }

    /** Asks again while the registry has not answered; a registry that was silent once is not waited for again. */
    private <T> T patiently(Supplier<T> question, Predicate<T> isOpen) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.get();
        while (isOpen.test(answer) && !registryIsSilent) {
            registryIsSilent = System.nanoTime() > until || !slept();
            answer = question.get();
        }
        return answer;
    }

    /** The cache asks the registry on a thread of its own and calls nobody back; a person does not notice so short a rest. */
    private static boolean slept() {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        ingests.close();
        schemas.close();
    }
}
