package io.eventbatcher.sandbox.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Reads the planned bytes back as a consumer would, and holds them against what the plan says about them. */
class EventContentsTest {

    private static final Map<Integer, Schema> SCHEMAS = Map.of(
            1, BehavioralEvent.getClassSchema(),
            2, MarketingEventUpsert.getClassSchema(),
            3, MarketingEventUpdate.getClassSchema());
    private static final Map<Route, Integer> SCHEMA_IDS =
            Map.of(Route.BEHAVIORAL, 1, Route.MARKETING_UPSERT, 2, Route.MARKETING_UPDATE, 3);

    private static final int EVENTS = LongRuns.either(10_000, 50_000);
    private static final List<PlannedRecord> PLANNED = StreamSupport.stream(
                    new LoadPlan(LoadSettings.of(EVENTS, 10, 10, 7, 4), SCHEMA_IDS).spliterator(), false)
            .toList();

    @Test
    void shouldWriteWhatTheSchemaOfTheRouteReads() {
        assertThat(with(Fate.DELIVERED)).isNotEmpty().allSatisfy(record -> {
            GenericRecord event = decoded(record);
            assertThat(event.get("uuid")).hasToString(record.uuid().toString());
            if (record.route().ordered()) {
                assertThat(texts(event, "customProperties"))
                        .containsEntry("sequence", Integer.toString(record.sequence()));
            } else {
                assertThat(LoadAccount.eventNames())
                        .contains(event.get("eventName").toString());
                assertThat(texts(event, "properties")).hasSizeBetween(3, 8);
                assertThat(texts(event, "properties").values())
                        .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(256));
            }
        });
    }

    @Test
    void shouldWriteNothingReadableIntoAnUndecodableRecord() {
        assertThat(with(Fate.UNDECODABLE))
                .hasSizeGreaterThan(EVENTS / 100)
                .allSatisfy(record ->
                        assertThatThrownBy(() -> decode(record.value())).isInstanceOf(IOException.class));
    }

    @Test
    void shouldBreakADocumentedLimitInEveryInvalidRecord() {
        assertThat(with(Fate.INVALID))
                .hasSizeGreaterThan(EVENTS / 50)
                .allSatisfy(record -> assertThat(breaksALimit(record.route(), decoded(record)))
                        .as(() -> decoded(record).toString())
                        .isTrue());
    }

    @Test
    void shouldBreakNoDocumentedLimitInDeliveredAndRejectedRecords() {
        assertThat(PLANNED)
                .filteredOn(record -> record.fate() == Fate.DELIVERED || record.fate() == Fate.REJECTED)
                .allSatisfy(record -> assertThat(breaksALimit(record.route(), decoded(record)))
                        .as(() -> decoded(record).toString())
                        .isFalse());
    }

    @Test
    void shouldRejectForWhatOnlyHubSpotKnows() {
        assertThat(with(Fate.REJECTED)).isNotEmpty().allSatisfy(record -> {
            GenericRecord event = decoded(record);
            switch (record.route()) {
                case BEHAVIORAL ->
                    assertThat(LoadAccount.eventNames())
                            .doesNotContain(event.get("eventName").toString());
                case MARKETING_UPSERT ->
                    assertThat(event.get("eventOrganizer")).hasToString(LoadAccount.UNKNOWN_ORGANIZER);
                case MARKETING_UPDATE ->
                    assertThat(Long.parseLong(event.get("objectId").toString()))
                            .isGreaterThan(LoadAccount.LAST_OBJECT_ID);
            }
        });
    }

    @Test
    void shouldWriteEventsOfARealisticSize() {
        // When
        double averageJson = with(Fate.DELIVERED).stream()
                .filter(record -> record.route() == Route.BEHAVIORAL)
                .mapToInt(record -> decoded(record).toString().length())
                .average()
                .orElseThrow();

        // Then
        assertThat(averageJson).isBetween(300.0, 450.0);
    }

    private List<PlannedRecord> with(Fate fate) {
        return PLANNED.stream().filter(record -> record.fate() == fate).toList();
    }

    private static GenericRecord decoded(PlannedRecord planned) {
        try {
            return decode(planned.value());
        } catch (IOException e) {
            return Assertions.fail(e);
        }
    }

    private static GenericRecord decode(byte[] value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        if (bytes.remaining() < 5 || bytes.get() != 0) {
            throw new IOException("no wire format");
        }
        Schema schema = SCHEMAS.get(bytes.getInt());
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    }

    private static boolean breaksALimit(Route route, GenericRecord event) {
        return switch (route) {
            case BEHAVIORAL ->
                !event.get("eventName").toString().matches("pe1234567_[a-z_]+")
                        || (event.get("email") == null && event.get("utk") == null && event.get("objectId") == null)
                        || texts(event, "properties").size() > 50
                        || texts(event, "properties").entrySet().stream().anyMatch(EventContentsTest::breaksALimit);
            case MARKETING_UPSERT ->
                List.of("externalAccountId", "externalEventId", "eventName", "eventOrganizer").stream()
                        .anyMatch(field -> event.get(field).toString().isBlank());
            case MARKETING_UPDATE -> event.get("objectId").toString().isBlank();
        };
    }

    private static boolean breaksALimit(Map.Entry<String, String> property) {
        boolean link = property.getKey().matches(".*(url|referrer|link).*");
        return !property.getKey().matches("[a-z][a-z0-9_]{0,49}")
                || property.getValue().length() > (link ? 1_024 : 256);
    }

    private static Map<String, String> texts(GenericRecord event, String field) {
        Map<String, String> texts = new HashMap<>();
        ((Map<?, ?>) event.get(field)).forEach((name, value) -> texts.put(name.toString(), value.toString()));
        return texts;
    }
}
