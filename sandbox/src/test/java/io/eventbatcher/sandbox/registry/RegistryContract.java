package io.eventbatcher.sandbox.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.Schemas;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.endtoend.SharedStack;
import io.eventbatcher.sandbox.load.SchemaIds;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.time.Clocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service needs of a registry, whosever it is: our client and the wire format are held to it, and so is the registry. */
@ExtendWith(SharedStack.class)
public abstract class RegistryContract {
    private static final int NEVER_GIVEN = 987_654;
    private static final UUID UNKNOWN_GUID = new UUID(7, 7);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Backend backend;

    /** A subject of its own for each test. */
    private final String topic = "contract-" + UUID.randomUUID();

    protected RegistryContract(Backend backend) {
        this.backend = backend;
    }

    @Test
    void shouldFindWhatWasRegistered() {
        try (RegistryAdmin registry = admin()) {
            // When
            RegistryAdmin.Result registered = registry.register(Route.BEHAVIORAL, topic);

            // Then
            assertThat(registered.state()).as(registered.detail()).isEqualTo(State.GOOD);
            assertThat(registry.lookUp(Route.BEHAVIORAL, topic)).isEqualTo(registered);
            assertThat(registry.register(Route.BEHAVIORAL, topic)).isEqualTo(registered);
            assertThat(registry.latest(Route.BEHAVIORAL, topic, false).state()).isEqualTo(State.GOOD);
            assertThat(registry.probe().state()).isEqualTo(State.GOOD);
        }
    }

    @Test
    void shouldSayThatASubjectIsNotThere() {
        try (RegistryAdmin registry = admin()) {
            // When
            RegistryAdmin.Result latest = registry.latest(Route.BEHAVIORAL, topic, false);

            // Then
            assertThat(latest.state()).as(latest.detail()).isEqualTo(State.ABSENT);
            assertThat(registry.lookUp(Route.BEHAVIORAL, topic).state()).isEqualTo(State.ABSENT);
        }
    }

    @Test
    void shouldGiveASchemaByItsId() {
        // Given
        int id = register();

        // When
        SchemaAnswer answer = ask(backend.registryUrl(), new SchemaId.Id(id));

        // Then
        assertThat(answer).isEqualTo(new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));
    }

    @Test
    void shouldGiveASchemaByItsGuid() throws Exception {
        // Given
        UUID guid = guid(register());

        // When
        SchemaAnswer answer = ask(backend.registryUrl(), new SchemaId.Guid(guid));

        // Then
        assertThat(answer).isEqualTo(new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));
    }

    @Test
    void shouldSayThatAnIdIsNotThere() {
        // When
        SchemaAnswer byId = ask(backend.registryUrl(), new SchemaId.Id(NEVER_GIVEN));
        SchemaAnswer byGuid = ask(backend.registryUrl(), new SchemaId.Guid(UNKNOWN_GUID));

        // Then
        assertThat(byId).isInstanceOf(SchemaAnswer.Unknown.class);
        assertThat(byGuid).isInstanceOf(SchemaAnswer.Unknown.class);
    }

    @Test
    void shouldNotSaySoBelowAWrongPath() {
        try (AsyncSchemaCache schemas = schemas(backend.registryUrl() + "/elsewhere")) {
            // When
            schemas.find(new SchemaId.Id(NEVER_GIVEN));

            // Then it is an outage for longer than a denial takes to be believed
            await().atMost(PATIENCE).until(() -> schemas.trouble().isPresent());
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ofSeconds(1))
                    .until(() -> schemas.find(new SchemaId.Id(NEVER_GIVEN)) instanceof SchemaAnswer.NoAnswer);
        }
    }

    @Test
    void shouldDecodeAnEventWithItsIdInFront() {
        // Given
        byte[] avro = avro(event("id in front"));
        byte[] value = ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(register())
                .put(avro)
                .array();

        // When
        Decoded decoded = decode(value, new RecordHeaders());

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(new String(accepted.item().json(), UTF_8))
                                .contains("id in front"));
    }

    @Test
    void shouldDecodeAnEventWithItsGuidInAHeader() throws Exception {
        // Given
        Headers headers = header(guid(register()));

        // When
        Decoded decoded = decode(avro(event("guid in a header")), headers);

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(new String(accepted.item().json(), UTF_8))
                                .contains("guid in a header"));
    }

    @Test
    void shouldRefuseAnEventWhoseGuidItDoesNotKnow() {
        // When
        Decoded decoded = decode(avro(event("stranger")), header(UNKNOWN_GUID));

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
    }

    private int register() {
        return Objects.requireNonNull(SchemaIds.register(backend.registryUrl(), Map.of(Route.BEHAVIORAL, topic))
                .get(Route.BEHAVIORAL));
    }

    /** As the registry tells it with the schema; older ones and some vendors' have none. */
    private UUID guid(int id) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(backend.registryUrl() + "/schemas/ids/" + id))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String guid = new ObjectMapper().readTree(body).path("guid").asText();
        assumeThat(guid).as("This registry gives no GUIDs.").isNotEmpty();
        return UUID.fromString(guid);
    }

    private static SchemaAnswer ask(String url, SchemaId id) {
        try (AsyncSchemaCache schemas = schemas(url)) {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> schemas.find(id), answer -> !(answer instanceof SchemaAnswer.NoAnswer));
        }
    }

    private Decoded decode(byte[] value, Headers headers) {
        SourceRecord source = new SourceRecord(new Origin(topic, 0, 0, 0), null, value, headers, 0);
        try (AsyncSchemaCache schemas = schemas(backend.registryUrl());
                Ingest ingest = Ingest.of(Route.BEHAVIORAL, schemas, origin -> "unused")) {
            return await().atMost(PATIENCE)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ingest.decode(source, null), decoded -> !(decoded instanceof Decoded.Deferred));
        }
    }

    private static AsyncSchemaCache schemas(String url) {
        ProbePolicy impatient = new ProbePolicy(Duration.ofMillis(400), Duration.ofMillis(100));
        return Schemas.registry(settings(url).registry(), impatient, Clocks.SYSTEM, work -> new Thread(work, "prober"));
    }

    private RegistryAdmin admin() {
        Settings settings = settings(backend.registryUrl());
        return new RegistryAdmin(settings.registry(), settings.registry().urls().get(0), TIMEOUT);
    }

    private static Settings settings(String url) {
        return SettingsFile.parse(
                "{kafka: {bootstrap-servers: 'unused:9092'}, registry: {url: '%s'}}".formatted(url), Map.of());
    }

    private static BehavioralEvent event(String page) {
        return BehavioralEvent.newBuilder()
                .setUuid(UUID.randomUUID().toString())
                .setEventName("pe1_viewed")
                .setEmail("reader@example.org")
                .setProperties(new HashMap<>(Map.of("page", page)))
                .build();
    }

    private static Headers header(UUID guid) {
        byte[] value = ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();
        return new RecordHeaders().add("__value_schema_id", value);
    }

    private static byte[] avro(BehavioralEvent event) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<>(BehavioralEvent.class).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
