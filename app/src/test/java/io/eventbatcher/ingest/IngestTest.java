package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class IngestTest {
    private static final long RECORDED =
            Instant.parse("2026-11-20T08:15:30.250Z").toEpochMilli();

    private final AvroBytes avro = new AvroBytes();
    private final OriginNamer namer = OriginNamer.of("cluster", origin -> "id-of-" + origin.topic());

    @Test
    void shouldRenderABehavioralEventAsGiven() {
        // Given
        BehavioralEvent event = Events.behavioral("7f")
                .setOccurredAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setUtk("t\u00e4\"\\\n\u0001\u2028\uD83D\uDE00")
                .setObjectId("42")
                .setProperties(Map.of("phone", "+49 1", "a", ""))
                .build();

        // When
        Item item = accepted(Route.BEHAVIORAL, avro.withId(event));

        // Then
        assertThat(json(item))
                .isEqualTo("{\"eventName\":\"pe1234_purchase\",\"occurredAt\":\"2026-01-02T03:04:05Z\","
                        + "\"email\":\"ada@example.com\",\"utk\":\"t\u00e4\\\"\\\\\\n\\u0001\u2028\uD83D\uDE00\","
                        + "\"objectId\":\"42\",\"properties\":{\"a\":\"\",\"phone\":\"+49 1\"},\"uuid\":\"7f\"}");
        assertThat(item.identity()).isEqualTo("7f");
        assertThat(item.eventName()).isEqualTo("pe1234_purchase");
    }

    @Test
    void shouldSendTheRecordsTimestampWhenTheEventHasNone() {
        // Given
        byte[] value =
                avro.withId(Events.behavioral("7f").setProperties(Map.of()).build());

        // When
        Item item = accepted(Route.BEHAVIORAL, value);

        // Then
        assertThat(json(item)).contains("\"properties\":{}", "\"occurredAt\":\"2026-11-20T08:15:30.250Z\"");
    }

    @Test
    void shouldRenderAnUpsert() {
        // When
        Item item = accepted(
                Route.MARKETING_UPSERT,
                avro.withId(Events.upsert("a/b%", "e/1")
                        .setStartDateTime(Instant.parse("2026-01-02T03:04:05.006Z"))
                        .setEventCompleted(false)
                        .build()));

        // Then
        assertThat(json(item))
                .isEqualTo("{\"externalAccountId\":\"a/b%\",\"externalEventId\":\"e/1\",\"eventName\":\"Open day\","
                        + "\"eventOrganizer\":\"Example\",\"startDateTime\":\"2026-01-02T03:04:05.006Z\","
                        + "\"eventCompleted\":false,\"customProperties\":[]}");
        assertThat(item.identity()).isEqualTo("a%2Fb%25/e/1");
    }

    @Test
    void shouldRenderAnUpdate() {
        // When
        Item item = accepted(
                Route.MARKETING_UPDATE,
                avro.withId(Events.update("0042")
                        .setEventCancelled(true)
                        .setCustomProperties(Map.of("b", "2", "a", "1"))
                        .build()));

        // Then
        assertThat(json(item))
                .isEqualTo("{\"objectId\":\"0042\",\"eventCancelled\":true,\"customProperties\":"
                        + "[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"value\":\"2\"}]}");
        assertThat(item.identity()).isEqualTo("42");
        assertThat(item.eventName()).isNull();
    }

    @Test
    void shouldHashWhatTheProducerSentWhateverTheOrderOfItsMaps() {
        // Given
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            forward.put("p" + i, "v" + i);
            backward.put("p" + (39 - i), "v" + (39 - i));
        }

        // When
        long hash = contentHash(Events.behavioral("1").setProperties(forward).build(), RECORDED);

        // Then: neither the order, nor the uuid, nor a derived time is content; all else is
        assertThat(contentHash(Events.behavioral("2").setProperties(backward).build(), RECORDED + 1))
                .isEqualTo(hash);
        backward.put("p0", "other");
        assertThat(contentHash(Events.behavioral("1").setProperties(backward).build(), RECORDED))
                .isNotEqualTo(hash);
        assertThat(contentHash(
                        Events.behavioral("1")
                                .setProperties(forward)
                                .setOccurredAt(Instant.ofEpochMilli(RECORDED))
                                .build(),
                        RECORDED))
                .isNotEqualTo(hash);
    }

    @Test
    void shouldNameAnEventWithoutUuidByItsOrigin() {
        // Given
        byte[] none = avro.withId(Events.behavioral("x").setUuid(null).build());
        byte[] blank = avro.withId(Events.behavioral(" ").build());

        // When
        String uuid = accepted(Route.BEHAVIORAL, none).uuid();

        // Then
        assertThat(accepted(Route.BEHAVIORAL, none).uuid()).isEqualTo(uuid);
        assertThat(accepted(Route.BEHAVIORAL, blank).uuid()).isEqualTo(uuid);
        assertThat(namer.uuid(new Origin("topic", 3, 14, RECORDED))).isEqualTo(uuid);
        assertThat(namer.uuid(new Origin("topic", 3, 15, RECORDED))).isNotEqualTo(uuid);
        assertThat(OriginNamer.of("cluster", origin -> "re-created").uuid(new Origin("topic", 3, 14, RECORDED)))
                .isNotEqualTo(uuid);
    }

    @Test
    void shouldReadTheFormWithAGuidInAHeader() {
        // Given
        Headers headers = new RecordHeaders().add("other", null);
        byte[] value = avro.withGuid(Events.behavioral("7f").build(), headers);

        // When
        Decoded decoded = decode(Route.BEHAVIORAL, value, headers);

        // Then
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void shouldReadAWriterWithAnotherNamespaceAndFieldsOfItsOwn() {
        // Given
        Schema writer = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","namespace":"com.example","fields":[
              {"name":"more","type":{"type":"array","items":"string"}},
              {"name":"uuid","type":"string"},
              {"name":"eventName","type":"string"},
              {"name":"objectId","type":["null","string"],"default":null}]}\
            """);
        IndexedRecord event = new GenericRecordBuilder(writer)
                .set("more", java.util.List.of("skipped"))
                .set("uuid", "7f")
                .set("eventName", "pe1_a")
                .set("objectId", "1")
                .build();

        // When
        Item item = accepted(Route.BEHAVIORAL, avro.withId(event));

        // Then
        assertThat(json(item)).startsWith("{\"eventName\":\"pe1_a\",\"objectId\":\"1\",\"properties\":{}");
    }

    @Test
    void shouldRefuseARecordOfAnotherName() {
        assertThat(refused(
                        Route.MARKETING_UPDATE,
                        avro.withId(Events.behavioral("7f").build())))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
                    assertThat(refused.findings().get(0)).contains("BehavioralEvent", "MarketingEventUpdate");
                });
    }

    @Test
    void shouldRefuseBytesBehindTheRecordAndBytesThatAreMissing() {
        // Given
        byte[] value = avro.withId(Events.behavioral("7f").build());

        // When
        Decoded.Refused longer = refused(Route.BEHAVIORAL, Arrays.copyOf(value, value.length + 1));
        Decoded.Refused shorter = refused(Route.BEHAVIORAL, Arrays.copyOf(value, value.length - 1));

        // Then
        assertThat(longer.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(longer.findings().get(0)).contains("left behind");
        assertThat(shorter.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldKnowApicuriosIdsOfEightBytesAtOnce() {
        // Given
        byte[] avro = AvroBytes.bare(Events.behavioral("7f").build());
        byte[] eightByteId = ByteBuffer.allocate(9 + avro.length)
                .put((byte) 0)
                .putLong(42)
                .put(avro)
                .array();
        this.avro.answer(new SchemaId.Id(0), new SchemaAnswer.NoAnswer("the registry would deny it for a while"));

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, eightByteId);

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(refused.findings().get(0)).contains("id 0", "Apicurio", "eight bytes");
    }

    @Test
    void shouldKnowApicuriosIdsInHeadersAtOnce() {
        // Given a value whose first byte is 0, because its uuid is absent
        byte[] bare = AvroBytes.bare(Events.behavioral("7f").setUuid(null).build());
        Headers headers = new RecordHeaders().add("apicurio.value.globalId", new byte[8]);
        SourceRecord source = new SourceRecord(new Origin("topic", 3, 14, 5), null, bare, headers, 0);

        // When
        Decoded decoded = Ingest.of(
                        Route.BEHAVIORAL,
                        id -> new SchemaAnswer.NoAnswer("not asked"),
                        OriginNamer.of("", Origin::topic))
                .decode(source, null);

        // Then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.findings().get(0)).contains("Apicurio", "headers"));
    }

    @Test
    void shouldSurviveDataAsDeepAsItsSchemaAllows() {
        // Given: a list nested a million times
        Schema deep = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","fields":[
              {"name":"uuid","type":{"type":"record","name":"Link","fields":[
                {"name":"next","type":["null","Link"]}]}},
              {"name":"eventName","type":"string"}]}\
            """);
        avro.answer(new SchemaId.Id(77), new SchemaAnswer.Found(deep));
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 2);

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, AvroBytes.withId(77, nested));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        accepted(Route.BEHAVIORAL, avro.withId(Events.behavioral("7f").build()));
    }

    @Test
    void shouldSurviveDeepDataThatItOnlySkips() {
        // Given
        Schema deep = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","fields":[
              {"name":"chain","type":{"type":"record","name":"Link","fields":[
                {"name":"next","type":["null","Link"]}]}},
              {"name":"eventName","type":"string"}]}\
            """);
        avro.answer(new SchemaId.Id(78), new SchemaAnswer.Found(deep));
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 2);

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, AvroBytes.withId(78, nested));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldNotBelieveALengthThatTheBytesDoNotHold() {
        // Given: uuid present, of two billion bytes
        byte[] liar = AvroBytes.withId(5, new byte[] {2, -2, -1, -1, -1, 15, 'x'});
        avro.answer(new SchemaId.Id(5), new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, liar);

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldSayWhatTheRegistryHoldsWhenItIsNoAvro() {
        // Given
        avro.answer(
                new SchemaId.Id(8), new SchemaAnswer.Unusable("schema id 8 is of type PROTOBUF; only Avro is read"));

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, AvroBytes.withId(8, new byte[] {1}));

        // Then
        assertThat(refused.findings().get(0)).contains("PROTOBUF");
    }

    @Test
    void shouldDecideNothingWhileTheRegistryDoesNotAnswer() {
        // Given
        Ingest ingest = Ingest.of(Route.BEHAVIORAL, id -> new SchemaAnswer.NoAnswer("down"), namer);

        // When
        Decoded decoded = ingest.decode(source(AvroBytes.withId(1, new byte[1]), RECORDED), null);

        // Then
        assertThat(decoded).isEqualTo(new Decoded.Deferred("down"));
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        // Given: a field of bytes that are no UTF-8
        Schema asBytes = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","fields":[
              {"name":"eventName","type":"string"},{"name":"objectId","type":"bytes"}]}\
            """);
        GenericData.Record event = new GenericData.Record(asBytes);
        event.put("eventName", "pe1_a");
        event.put("objectId", java.nio.ByteBuffer.wrap(new byte[] {'1', (byte) 0xED, (byte) 0xA0, (byte) 0x80}));

        // When
        Decoded.Refused refused = refused(Route.BEHAVIORAL, avro.withId(event));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(refused.findings().get(0)).startsWith("objectId is no valid UTF-8");
    }

    private long contentHash(BehavioralEvent event, long timestamp) {
        Decoded decoded = Ingest.of(Route.BEHAVIORAL, avro, namer).decode(source(avro.withId(event), timestamp), null);
        return ((Decoded.Accepted) decoded).item().contentHash();
    }

    private Item accepted(Route route, byte[] value) {
        Decoded decoded = decode(route, value, new RecordHeaders());
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted) decoded).item();
    }

    private Decoded.Refused refused(Route route, byte[] value) {
        Decoded decoded = decode(route, value, new RecordHeaders());
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return (Decoded.Refused) decoded;
    }

    private Decoded decode(Route route, byte[] value, Headers headers) {
        return Ingest.of(route, avro, namer)
                .decode(new SourceRecord(new Origin("topic", 3, 14, RECORDED), null, value, headers, 0), null);
    }

    private static SourceRecord source(byte[] value, long timestamp) {
        return new SourceRecord(new Origin("topic", 3, 14, timestamp), null, value, new RecordHeaders(), 0);
    }

    private static String json(Item item) {
        return new String(item.json(), StandardCharsets.UTF_8);
    }
}
