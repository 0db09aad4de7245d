package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that another vendor's deserializer returns, with logical types converted or not: the same table as for our own. */
class ForeignConversionsTest {
    private static final String DECIMAL =
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}";
    private static final String UUID_TYPE = "{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}";

    private final Ingest ingest = Ingest.of(
            Route.BEHAVIORAL,
            Decoding.foreign(Vendor.class.getName(), Map.of(), Duration.ofSeconds(1), Clocks.SYSTEM),
            OriginNamer.of("cluster", Origin::topic));

    /** Returns what it is told to. */
    public static final class Vendor implements Deserializer<Object> {
        static @Nullable IndexedRecord next;

        @Override
        public @Nullable Object deserialize(String topic, byte[] data) {
            return next;
        }
    }

    @Test
    void shouldSendADecimalAsPlainDigits() {
        assertThat(decode("objectId", DECIMAL, new BigDecimal("129.90"))).contains("\"objectId\":\"129.90\"");
        assertThat(decode("objectId", DECIMAL, ByteBuffer.wrap(new byte[] {0x32, (byte) 0xBE})))
                .contains("\"objectId\":\"129.90\"");
    }

    @Test
    void shouldSendATimeByItsLogicalType() {
        Instant time = Instant.parse("2026-01-02T03:04:05.006Z");
        assertThat(decode("occurredAt", logical("int", "date"), LocalDate.of(2026, 9, 4)))
                .contains("\"occurredAt\":\"2026-09-04T00:00:00Z\"");
        assertThat(decode("occurredAt", logical("int", "date"), 20700))
                .contains("\"occurredAt\":\"2026-09-04T00:00:00Z\"");
        for (String unit : new String[] {"millis", "micros", "nanos"}) {
            assertThat(decode("occurredAt", logical("long", "timestamp-" + unit), time))
                    .contains("\"occurredAt\":\"" + time + "\"");
        }
        assertThat(decode("occurredAt", logical("long", "timestamp-micros"), 1767323045006999L))
                .contains("\"occurredAt\":\"" + time + "\"");
    }

    @Test
    void shouldRefuseWhatIsNoTimeByFieldAndType() {
        assertThat(decode("occurredAt", logical("long", "time-micros"), LocalTime.NOON))
                .startsWith("occurredAt is written as time-micros (long), but a time is wanted: ");
        assertThat(decode("occurredAt", logical("long", "local-timestamp-millis"), LocalDateTime.of(2026, 1, 2, 3, 4)))
                .startsWith("occurredAt is written as local-timestamp-millis (long), but a time is wanted: ");
        assertThat(decode("occurredAt", DECIMAL, BigDecimal.ONE))
                .startsWith("occurredAt is written as decimal (bytes), ");
    }

    @Test
    void shouldTakeTextsOfAllClasses() {
        // Given
        UUID uuid = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
        Schema level = new Schema.Parser().parse("{\"type\":\"enum\",\"name\":\"L\",\"symbols\":[\"LOW\",\"HIGH\"]}");
        ByteBuffer bits =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());

        // When
        String converted = decode("uuid", UUID_TYPE, uuid);

        // Then
        assertThat(converted).contains("\"uuid\":\"" + uuid + "\"");
        assertThat(decode("uuid", UUID_TYPE, new GenericData.Fixed(new Schema.Parser().parse(UUID_TYPE), bits.array())))
                .contains("\"uuid\":\"" + uuid + "\"");
        assertThat(decode("uuid", logical("string", "uuid"), uuid)).contains("\"uuid\":\"" + uuid + "\"");
        assertThat(decode("email", level.toString(), new GenericData.EnumSymbol(level, "HIGH")))
                .contains("\"email\":\"HIGH\"");
        assertThat(decode("email", "\"string\"", new Utf8("a@b"))).contains("\"email\":\"a@b\"");
        assertThat(decode("email", "\"string\"", "\uD83D\uDE00")).contains("\"email\":\"\uD83D\uDE00\"");
    }

    @Test
    void shouldRefuseHalfOfASurrogatePairAndBytesOfAnotherCharacterSet() {
        assertThat(decode("uuid", "\"string\"", "order-\uD83D")).startsWith("uuid has half of a surrogate pair");
        assertThat(decode("uuid", "\"string\"", new Utf8(new byte[] {'a', (byte) 0xE9})))
                .isEqualTo("uuid is no valid UTF-8.");
        assertThat(decode("uuid", "\"bytes\"", ByteBuffer.wrap(new byte[] {'a', (byte) 0xE9})))
                .startsWith("uuid is no valid UTF-8");
    }

    @Test
    void shouldNameTheFieldWhoseValueIsNotOfItsType() {
        assertThat(decode("email", "\"string\"", 5)).contains("returned for email does not fit the schema it carries");
        assertThat(decode("objectId", DECIMAL, new BigDecimal("0.001")))
                .contains("returned for objectId does not fit the schema it carries");
    }

    @Test
    void shouldNotReadFieldsThatNoEventHas() {
        assertThat(decode("unread", "{\"type\":\"array\",\"items\":\"string\"}", "no list"))
                .contains("pe1_a");
    }

    @Test
    void shouldRefuseAnEventOfOurClassWithoutARequiredField() {
        // Given
        Vendor.next = new BehavioralEvent();

        // When
        String finding = decoded();

        // Then
        assertThat(finding).contains("eventName");
    }

    private String decode(String field, String type, Object value) {
        StringBuilder fields = new StringBuilder("{\"name\":\"" + field + "\",\"type\":" + type + "}");
        for (String other : new String[] {"eventName", "objectId"}) {
            fields.append(field.equals(other) ? "" : ",{\"name\":\"" + other + "\",\"type\":\"string\"}");
        }
        GenericData.Record record = new GenericData.Record(new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"BehavioralEvent\",\"fields\":[" + fields + "]}"));
        record.getSchema()
                .getFields()
                .forEach(each -> record.put(each.pos(), each.name().equals("eventName") ? "pe1_a" : "1"));
        record.put(field, value);
        Vendor.next = record;
        return decoded();
    }

    /** The JSON, or the finding. */
    private String decoded() {
        return ingest.decode(
                        new SourceRecord(new Origin("topic", 0, 1, 5), null, new byte[] {1}, new RecordHeaders(), 0),
                        null)
                .fold(
                        accepted -> new String(accepted.item().json(), StandardCharsets.UTF_8),
                        refused -> String.join(" ", refused.findings()),
                        deferred -> deferred.why());
    }

    private static String logical(String type, String logical) {
        return "{\"type\":\"" + type + "\",\"logicalType\":\"" + logical + "\"}";
    }
}
