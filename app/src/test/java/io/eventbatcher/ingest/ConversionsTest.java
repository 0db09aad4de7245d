package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversionsTest extends ProducerValues {
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
}
