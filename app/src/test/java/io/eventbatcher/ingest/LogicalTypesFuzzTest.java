package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogicalTypesFuzzTest {
    private static final int SCHEMAS = 500;
    private static final int VALUES = 20;

    private final AvroBytes avro = new AvroBytes();
    private final OriginNamer namer = OriginNamer.of("cluster", Origin::topic);
    private final GenericData raw = new GenericData();
    private final GenericData converted = new GenericData();

    /** Returns what it is told to. */
    public static final class Vendor implements Deserializer<Object> {
        static @Nullable IndexedRecord next;

        @Override
        public @Nullable Object deserialize(String topic, byte[] data) {
            return next;
        }

        @Override
        public @Nullable Object deserialize(String topic, Headers headers, byte[] data) {
            return next;
        }
    }

    /**
     * Avro's reader for values whose maps name each key once, as all sound ones do. Of a damaged map with a repeated key, Avro's keeps the last
     * value, and ours is refused for the first one that does not fit.
     */
    private static final class SingleKeys extends GenericDatumReader<Object> {
        SingleKeys(Schema written, Schema wanted, GenericData data) {
            super(written, wanted, data);
        }

        @Override
        @SuppressWarnings("unchecked") // Avro's maps
        protected void addToMap(Object map, Object key, Object value) {
            Map<Object, Object> entries = (Map<Object, Object>) map;
            if (entries.containsKey(key)) {
                throw new AvroRuntimeException("The key stands twice in the map.");
            }
            entries.put(key, value);
        }
    }

    LogicalTypesFuzzTest() {
        List.of(
                        new Conversions.DecimalConversion(),
                        new Conversions.BigDecimalConversion(),
                        new Conversions.UUIDConversion(),
                        new TimeConversions.DateConversion(),
                        new TimeConversions.TimestampMillisConversion(),
                        new TimeConversions.TimestampMicrosConversion(),
                        new TimeConversions.TimestampNanosConversion(),
                        new TimeConversions.LocalTimestampMillisConversion())
                .forEach(converted::addLogicalTypeConversion);
        // the fast reader knows no subclass
        raw.setFastReaderEnabled(false);
        converted.setFastReaderEnabled(false);
    }

    @Test
    void shouldGiveEveryValueOfEveryTypeAnEndThatIsTheSameForAllDeserializers() {
        // Given
        long seed = Long.getLong("fuzz.seed", 20_261_128);
        System.out.println("LogicalTypesFuzzTest: seed " + seed + "; repeat with -Dfuzz.seed=" + seed);
        LogicalTypeCases cases = new LogicalTypeCases(new Random(seed));
        Ingest own = Ingest.of(Route.BEHAVIORAL, avro, namer);
        Ingest foreign = Ingest.of(
                Route.BEHAVIORAL,
                Decoding.foreign(Vendor.class.getName(), Map.of(), Duration.ofSeconds(1), Clocks.SYSTEM),
                namer);
        int accepted = 0;

        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = cases.schema(
                    "BehavioralEvent", List.of("uuid", "eventName", "objectId", "email"), List.of("occurredAt"));
            Schema wanted = withOurFields(schema);
            avro.answer(new SchemaId.Id(i + 1), new SchemaAnswer.Found(schema));
            for (int j = 0; j < VALUES; j++) {
                byte[] value = cases.value(schema);

                // When
                Decoded decoded = own.decode(source(AvroBytes.withId(i + 1, value)), null);
                Decoded raw = byVendor(foreign, schema, wanted, value, this.raw);
                Decoded logical = byVendor(foreign, schema, wanted, value, converted);

                // Then
                String problem = problem(
                        value, text(decoded), raw == null ? null : text(raw), logical == null ? null : text(logical));
                if (!problem.isEmpty()) {
                    assertThat(problem)
                            .as("seed %d, case %d of schema %d: %s\n%s", seed, j, i, decoded, schema)
                            .isEmpty();
                }
                accepted += decoded instanceof Decoded.Accepted ? 1 : 0;
            }
        }
        assertThat(accepted).isBetween(SCHEMAS * VALUES / 20, SCHEMAS * VALUES / 2);
    }

    private static String problem(byte[] value, String own, @Nullable String raw, @Nullable String logical) {
        int replaced = count(new String(value, StandardCharsets.ISO_8859_1), "\u00EF\u00BF\u00BD");
        // findings may name a property twice
        if (count(own, "\uFFFD") > (own.startsWith("{") || replaced == 0 ? replaced : Integer.MAX_VALUE)) {
            return "a replacement character is ours: " + own;
        }
        // Avro's own reader, as a vendor uses it, makes replacement characters in the names of a map
        if (own.contains("is no valid UTF-8")) {
            return "";
        }
        if (raw != null && !sameEnd(own, raw)) {
            return "by its own type: " + own + "\nby a vendor: " + raw;
        }
        // a vendor's conversion may refuse numbers that its own types cannot hold
        return logical != null && !sameEnd(own, logical) && !logical.contains("does not fit the schema it carries")
                ? "by its own type: " + own + "\nconverted by a vendor: " + logical
                : "";
    }

    private static boolean sameEnd(String one, String other) {
        return !(one.startsWith("{") || other.startsWith("{")) || one.equals(other);
    }

    /** The JSON, or the finding. */
    private static String text(Decoded decoded) {
        return decoded.fold(
                accepted -> new String(accepted.item().json(), StandardCharsets.UTF_8),
                refused -> String.join(" ", refused.findings()),
                deferred -> "deferred: " + deferred.why());
    }

    /**
     * The end of the record as a vendor's deserializer returns it; null if Avro itself cannot read it. Avro is asked for the fields of ours
     * only, so that it skips the others as our deserializer does: a block of a map that claims a wrong size is skipped by that size, and read by
     * its items.
     */
    private @Nullable Decoded byVendor(Ingest foreign, Schema schema, Schema wanted, byte[] value, GenericData data) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, null);
            Object read = new SingleKeys(schema, wanted, data).read(null, decoder);
            if (!(read instanceof IndexedRecord record) || !decoder.isEnd()) {
                return null;
            }
            Vendor.next = record;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
        return foreign.decode(source(value), null);
    }

    private static Schema withOurFields(Schema written) {
        if (written.isUnion()) {
            return Schema.createUnion(written.getTypes().stream()
                    .map(LogicalTypesFuzzTest::withOurFields)
                    .toList());
        }
        return written.getType() == Schema.Type.RECORD && written.getName().equals("BehavioralEvent")
                ? Schema.createRecord(
                        written.getName(),
                        null,
                        written.getNamespace(),
                        false,
                        written.getFields().stream()
                                .filter(field ->
                                        BehavioralEvent.getClassSchema().getField(field.name()) != null)
                                .map(field -> new Schema.Field(field, field.schema()))
                                .toList())
                : written;
    }

    private static SourceRecord source(byte[] value) {
        return new SourceRecord(new Origin("topic", 0, 1, 5), null, value, new RecordHeaders(), 0);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
