package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that producers write by types of their own: what is sent, or the sentence that refuses them. */
class ConversionsTest {
    private static final long NOW = Instant.parse("2026-11-20T08:15:30.250Z").toEpochMilli();
    private static final String PRICE = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}";
    private static final String ID =
            "{\"type\":\"fixed\",\"name\":\"Id\",\"size\":8,\"logicalType\":\"decimal\",\"precision\":10,\"scale\":0}";

    private final AvroBytes avro = new AvroBytes();

    @Test
    void shouldSendADecimalAsPlainDigits() {
        assertThat(property(PRICE, unscaled("12990"))).isEqualTo("129.90");
        assertThat(property(PRICE, unscaled("-5"))).isEqualTo("-0.05");
        assertThat(json("objectId", PRICE.replace(":2}", ":0}"), unscaled("12345")))
                .contains("\"objectId\":\"12345\"");
    }

    @Test
    void shouldSendADecimalOfFixedSizeAsPlainDigits() {
        // Given
        ByteBuffer padded = ByteBuffer.allocate(8).putLong(12345);

        // When
        String json = json("objectId", ID, new GenericData.Fixed(schema(ID), padded.array()));

        // Then
        assertThat(json).contains("\"objectId\":\"12345\"");
    }

    @Test
    void shouldSendABigDecimalAsPlainDigits() {
        // Given
        Schema bigDecimal = LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        ByteBuffer bytes = new Conversions.BigDecimalConversion()
                .toBytes(new BigDecimal("1E+3"), bigDecimal, bigDecimal.getLogicalType());

        // When
        String value = property(bigDecimal.toString(), bytes);

        // Then
        assertThat(value).isEqualTo("1000");
    }

    @Test
    void shouldRefuseADecimalWhoseDigitsHaveNoBound() {
        // Given: four bytes that claim two billion zeros
        Schema bigDecimal = LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        ByteBuffer bomb = new Conversions.BigDecimalConversion()
                .toBytes(
                        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE + 1), bigDecimal, bigDecimal.getLogicalType());
        String wide = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2000000000,\"scale\":2000000000}";

        // When
        String scale = refused("properties", map(bigDecimal.toString()), Map.of("total", bomb));
        String ofSchema = refused("objectId", wide, unscaled("1"));
        String digits = refused("objectId", PRICE, ByteBuffer.wrap(ones(500_000)));

        // Then
        assertThat(scale).isEqualTo("properties 'total' is a decimal of more than 1,000 digits.");
        assertThat(ofSchema).isEqualTo("objectId is a decimal of more than 1,000 digits.");
        assertThat(digits).isEqualTo("objectId is a decimal of more than 1,000 digits.");
        assertThat(refused("objectId", PRICE, ByteBuffer.allocate(0))).contains("objectId", "no bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "int, date, 20700, 2026-09-04T00:00:00Z",
        "int, date, -1, 1969-12-31T00:00:00Z",
        "long, timestamp-millis, 1767323045006, 2026-01-02T03:04:05.006Z",
        "long, timestamp-micros, 1767323045006999, 2026-01-02T03:04:05.006Z",
        "long, timestamp-micros, 31536000000000, 1971-01-01T00:00:00Z",
        "long, timestamp-micros, -1, 1969-12-31T23:59:59.999Z",
        "long, timestamp-nanos, 1767323045006999999, 2026-01-02T03:04:05.006Z",
    })
    void shouldSendATimeByItsLogicalType(String type, String logical, long written, String sent) {
        assertThat(json("occurredAt", logical(type, logical), number(type, written)))
                .contains("\"occurredAt\":\"" + sent + "\"");
        assertThat(property(logical(type, logical), number(type, written)))
                .isEqualTo(String.valueOf(Instant.parse(sent).toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "int, time-millis",
        "long, time-micros",
        "long, local-timestamp-millis",
        "long, local-timestamp-micros",
        "long, local-timestamp-nanos",
        "long, timestamp-seconds",
        "int, timestamp-millis",
        "long, date",
        "int,",
        "double,",
        "boolean,",
        "bytes,",
    })
    void shouldRefuseWhatIsNoTimeByFieldAndType(String type, @Nullable String logical) {
        // Given
        Object written = switch (type) {
            case "double" -> 1.5;
            case "boolean" -> true;
            case "bytes" -> ByteBuffer.wrap(new byte[] {'1'});
            default -> number(type, 1_000);
        };

        // When
        String finding = refused("occurredAt", logical == null ? '"' + type + '"' : logical(type, logical), written);

        // Then
        assertThat(finding)
                .startsWith("occurredAt is written as " + (logical == null ? type : logical + " (" + type + ")")
                        + ", but a time is wanted: ")
                .doesNotContain("damaged");
    }

    @Test
    void shouldRefuseADecimalAndADurationAsATime() {
        assertThat(refused("occurredAt", PRICE, unscaled("1"))).contains("decimal (bytes)", "a time is wanted");
        String duration = "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}";
        assertThat(refused("occurredAt", duration, new GenericData.Fixed(schema(duration), new byte[12])))
                .contains("duration (fixed)", "a time is wanted");
        assertThat(refused(
                        "properties",
                        map(duration),
                        Map.of("d", new GenericData.Fixed(schema(duration), new byte[12]))))
                .contains("properties 'd'", "duration (fixed)", "a text is wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04Z, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04:05.006999Z, 2026-01-02T03:04:05.006Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05+0200, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05-02, 2026-01-02T05:04:05Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
    })
    void shouldTakeATimeInIso8601(String written, String sent) {
        assertThat(json("occurredAt", "\"string\"", written)).contains("\"occurredAt\":\"" + sent + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-02T03:04:05",
                "2026-02-30T00:00:00Z",
                "2026-02-30",
                "1767323045006",
                "2026-01-02 03:04:05Z"
            })
    void shouldRefuseATextThatIsNoPointInTime(String written) {
        assertThat(refused("occurredAt", "\"string\"", written))
                .startsWith("occurredAt is ")
                .contains("ISO 8601");
    }

    @Test
    void shouldTakeValuesOfOneObviousMeaning() {
        // Given
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("none", null);
        values.put("count", 12L);
        values.put("small", 3);
        values.put("ratio", 1234.5);
        values.put("half", 0.1f);
        values.put("gift", true);
        values.put("level", new GenericData.EnumSymbol(schema(LEVEL), "HIGH"));
        values.put("text", "as it is");

        // When
        String json = json(
                "properties",
                map("[\"null\",\"long\",\"int\",\"double\",\"float\",\"boolean\",\"string\"," + LEVEL + "]"),
                values);

        // Then
        assertThat(json)
                .contains("\"properties\":{\"count\":\"12\",\"gift\":\"true\",\"half\":\"0.1\",\"level\":\"HIGH\","
                        + "\"ratio\":\"1234.5\",\"small\":\"3\",\"text\":\"as it is\"}");
        assertThat(json("objectId", "\"long\"", 42L)).contains("\"objectId\":\"42\"");
        assertThat(json("objectId", "[\"null\",\"long\"]", 42L)).contains("\"objectId\":\"42\"");
        assertThat(json("email", LEVEL, new GenericData.EnumSymbol(schema(LEVEL), "LOW")))
                .contains("\"email\":\"LOW\"");
        assertThat(json("properties", "[\"null\"," + map("\"string\"") + "]", null))
                .contains("\"properties\":{}");
    }

    private static final String LEVEL = "{\"type\":\"enum\",\"name\":\"Level\",\"symbols\":[\"LOW\",\"HIGH\"]}";

    @ParameterizedTest
    @CsvSource({
        "1.0E10, 10000000000",
        "2.0, 2",
        "100.0, 100",
        "-0.0, 0",
        "1.0E-7, 0.0000001",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740993.0, 9007199254740992",
    })
    void shouldWriteADoubleAsPlainDigits(double written, String sent) {
        assertThat(property("\"double\"", written)).isEqualTo(sent);
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(refused("properties", map("\"double\""), Map.of("ratio", none)))
                    .isEqualTo("properties 'ratio' is " + none + ", which is no number.");
        }
        assertThat(refused("properties", map("\"float\""), Map.of("ratio", Float.NaN)))
                .isEqualTo("properties 'ratio' is NaN, which is no number.");
    }

    @Test
    void shouldRefuseALatin1ByteBeforeItCouldMakeTwoUuidsOne() {
        // Given
        ByteBuffer first = ByteBuffer.wrap("order-\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        byte[] name = avroText("order-".getBytes(StandardCharsets.UTF_8), (byte) 0xE8);

        // When
        String asBytes = refused("uuid", "\"bytes\"", first);
        String asString = refusedRaw("{\"name\":\"uuid\",\"type\":\"string\"}", name);

        // Then
        assertThat(asBytes).startsWith("uuid is no valid UTF-8").contains("fixed(16)");
        assertThat(asString).startsWith("uuid is no valid UTF-8");
    }

    @Test
    void shouldRefuseHalfOfASurrogatePair() {
        // Given: CESU-8, the two halves of a character as three bytes each; and a map with a half in a name
        byte[] halves =
                avroText(new byte[0], (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80);
        byte[] map = concat(
                new byte[] {2},
                avroText(new byte[0], (byte) 0xED, (byte) 0xA0, (byte) 0xBD),
                avroText(new byte[0]),
                new byte[] {0});

        // When
        String text = refusedRaw("{\"name\":\"utk\",\"type\":\"string\"}", halves);
        String name = refusedRaw("{\"name\":\"properties\",\"type\":" + map("\"string\"") + "}", map);

        // Then
        assertThat(text).startsWith("utk is no valid UTF-8");
        assertThat(name).isEqualTo("A name in properties is no valid UTF-8.");
    }

    @Test
    void shouldKeepAReplacementCharacterThatTheProducerWrote() {
        assertThat(json("utk", "\"string\"", "a\uFFFDb")).contains("\"utk\":\"a\uFFFDb\"");
    }

    @Test
    void shouldSendAUuidOfSixteenBytesAsText() {
        // Given
        String uuid = "{\"type\":\"fixed\",\"name\":\"Uuid\",\"size\":16,\"logicalType\":\"uuid\"}";
        byte[] bits = ByteBuffer.allocate(16)
                .putLong(0x0123456789abcdefL)
                .putLong(0xfedcba9876543210L)
                .array();

        // When
        String json = json("uuid", uuid, new GenericData.Fixed(schema(uuid), bits));

        // Then
        assertThat(json).contains("\"uuid\":\"01234567-89ab-cdef-fedc-ba9876543210\"");
        assertThat(json("uuid", logical("string", "uuid"), "0123ABCD")).contains("\"uuid\":\"0123ABCD\"");
        assertThat(refused("uuid", logical("bytes", "uuid"), ByteBuffer.wrap(bits)))
                .contains("uuid is written as uuid (bytes), but a text is wanted");
        String plain = "{\"type\":\"fixed\",\"name\":\"Uuid\",\"size\":16}";
        assertThat(refused("uuid", plain, new GenericData.Fixed(schema(plain), bits)))
                .contains("uuid is written as fixed, but a text is wanted");
    }

    @Test
    void shouldNameTheRequiredFieldThatIsMissingOrNull() {
        assertThat(refused("eventName", "[\"null\",\"string\"]", null))
                .isEqualTo("eventName is null, but it is required.");
        assertThat(finding(decode("[{\"name\":\"objectId\",\"type\":\"string\"}]", avroText(bytes("1")))))
                .isEqualTo("The writer's schema id 7 has no field eventName, which BehavioralEvent requires.");
    }

    @Test
    void shouldRefuseStructuresByFieldAndType() {
        assertThat(refused("properties", "{\"type\":\"array\",\"items\":\"string\"}", java.util.List.of("a")))
                .startsWith("properties is written as array, but a map of texts is wanted: ");
        assertThat(refused("properties", map(map("\"string\"")), Map.of("a", Map.of("b", "c"))))
                .startsWith("properties 'a' is written as map, but a text is wanted: ");
        assertThat(refused(
                        "objectId",
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}",
                        new GenericData.Record(schema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}"))))
                .startsWith("objectId is written as record, but a text is wanted: ");
    }

    @Test
    void shouldReadATopLevelUnionOfTheRecord() {
        // Given
        String record = "{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":["
                + "{\"name\":\"eventName\",\"type\":\"string\"},{\"name\":\"objectId\",\"type\":\"string\"}]}";
        byte[] event = concat(avroText(bytes("pe1_a")), avroText(bytes("1")));
        String pair = "[\"null\"," + record + ",{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}]";

        // When
        Decoded only = decodeAs("[" + record + "]", concat(new byte[] {0}, event));

        // Then
        assertThat(sent(only)).contains("\"eventName\":\"pe1_a\",\"objectId\":\"1\"");
        assertThat(sent(decodeAs(pair, concat(new byte[] {2}, event)))).contains("pe1_a");
        assertThat(finding(decodeAs(pair, new byte[] {4}))).contains("Other", "BehavioralEvent");
        assertThat(finding(decodeAs(pair, new byte[] {0}))).contains("null", "BehavioralEvent");
        assertThat(finding(decodeAs(pair, new byte[] {8}))).contains("damaged");
        assertThat(finding(decodeAs("[\"null\",\"string\"]", new byte[] {0}))).contains("union", "BehavioralEvent");
    }

    @Test
    void shouldSpeakOfDamageOnlyForBytes() {
        // When
        String cut = refusedRaw("{\"name\":\"utk\",\"type\":\"string\"}", new byte[] {20, 'a'});

        // Then
        assertThat(cut).contains("damaged");
    }

    private String property(String type, Object value) {
        String json = json("properties", map(type), Map.of("a", value));
        String start = "\"properties\":{\"a\":\"";
        assertThat(json).contains(start);
        String rest = json.substring(json.indexOf(start) + start.length());
        return rest.substring(0, rest.indexOf('"'));
    }

    private String json(String field, String type, @Nullable Object value) {
        return sent(decode(fields(field, type), AvroBytes.bare(record(field, type, value))));
    }

    private String refused(String field, String type, @Nullable Object value) {
        return finding(decode(fields(field, type), AvroBytes.bare(record(field, type, value))));
    }

    /** The finding about a field in front of an event's name and object id, with the field's bytes. */
    private String refusedRaw(String field, byte[] written) {
        return finding(decode(
                "[" + field
                        + ",{\"name\":\"eventName\",\"type\":\"string\"},{\"name\":\"objectId\",\"type\":\"string\"}]",
                concat(written, avroText(bytes("pe1_a")), avroText(bytes("1")))));
    }

    private static String sent(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return new String(((Decoded.Accepted) decoded).item().json(), StandardCharsets.UTF_8);
    }

    private static String finding(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        Decoded.Refused refused = (Decoded.Refused) decoded;
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        return refused.findings().get(0);
    }

    private Decoded decode(String fields, byte[] value) {
        return decodeAs("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":" + fields + "}", value);
    }

    private Decoded decodeAs(String schema, byte[] value) {
        avro.answer(new SchemaId.Id(7), new SchemaAnswer.Found(schema(schema)));
        return Ingest.of(Route.BEHAVIORAL, avro, OriginNamer.of("cluster", topic -> topic))
                .decode(
                        new SourceRecord(
                                new Origin("topic", 3, 14, NOW),
                                null,
                                AvroBytes.withId(7, value),
                                new RecordHeaders(),
                                0),
                        null);
    }

    private static GenericData.Record record(String field, String type, @Nullable Object value) {
        GenericData.Record record = one(field, type, value);
        record.getSchema().getFields().stream()
                .filter(other -> !other.name().equals(field))
                .forEach(other -> record.put(other.pos(), other.name().equals("eventName") ? "pe1_a" : "1"));
        return record;
    }

    private static GenericData.Record one(String field, String type, @Nullable Object value) {
        GenericData.Record record = new GenericData.Record(
                schema("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":" + fields(field, type) + "}"));
        record.put(field, value);
        return record;
    }

    /** The field, and what an event needs beside it. */
    private static String fields(String field, String type) {
        StringBuilder fields = new StringBuilder("[{\"name\":\"" + field + "\",\"type\":" + type + "}");
        for (String other : new String[] {"eventName", "objectId"}) {
            fields.append(field.equals(other) ? "" : ",{\"name\":\"" + other + "\",\"type\":\"string\"}");
        }
        return fields.append("]").toString();
    }

    private static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }

    private static String logical(String type, String logical) {
        return "{\"type\":\"" + type + "\",\"logicalType\":\"" + logical + "\"}";
    }

    private static String map(String values) {
        return "{\"type\":\"map\",\"values\":" + values + "}";
    }

    private static Object number(String type, long value) {
        return type.equals("int") ? (Object) (int) value : (Object) value;
    }

    private static ByteBuffer unscaled(String digits) {
        return ByteBuffer.wrap(new BigInteger(digits).toByteArray());
    }

    private static byte[] ones(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 1);
        return ones;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A short text or bytes as Avro writes them, length first. */
    private static byte[] avroText(byte[] start, byte... end) {
        return concat(new byte[] {(byte) (2 * (start.length + end.length))}, start, end);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
