package io.eventbatcher.ingest;

import static io.eventbatcher.ingest.IngestWorld.RECORDED;
import static io.eventbatcher.ingest.IngestWorld.json;
import static io.eventbatcher.ingest.IngestWorld.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JSON, the names and the content hash of items. */
class RenderingTest {
    private final IngestWorld ingest = new IngestWorld();

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
        Item item = ingest.accepted(Route.BEHAVIORAL, ingest.avro.withId(event));

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
        byte[] value = ingest.avro.withId(
                Events.behavioral("7f").setProperties(Map.of()).build());

        // When
        Item item = ingest.accepted(Route.BEHAVIORAL, value);

        // Then
        assertThat(json(item)).contains("\"properties\":{}", "\"occurredAt\":\"2026-11-20T08:15:30.250Z\"");
    }

    @Test
    void shouldRenderAnUpsert() {
        // When
        Item item = ingest.accepted(
                Route.MARKETING_UPSERT,
                ingest.avro.withId(Events.upsert("a/b%", "e/1")
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
        Item item = ingest.accepted(
                Route.MARKETING_UPDATE,
                ingest.avro.withId(Events.update("0042")
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

    private long contentHash(BehavioralEvent event, long timestamp) {
        Decoded decoded = Ingest.of(Route.BEHAVIORAL, ingest.avro, ingest.namer)
                .decode(source(ingest.avro.withId(event), timestamp), null);
        return ((Decoded.Accepted) decoded).item().contentHash();
    }

    @Test
    void shouldNameAnEventWithoutUuidByItsOrigin() {
        // Given
        byte[] none = ingest.avro.withId(Events.behavioral("x").setUuid(null).build());
        byte[] blank = ingest.avro.withId(Events.behavioral(" ").build());

        // When
        String uuid = ingest.accepted(Route.BEHAVIORAL, none).uuid();

        // Then
        assertThat(ingest.accepted(Route.BEHAVIORAL, none).uuid()).isEqualTo(uuid);
        assertThat(ingest.accepted(Route.BEHAVIORAL, blank).uuid()).isEqualTo(uuid);
        assertThat(ingest.namer.uuid(new Origin("topic", 3, 14, RECORDED))).isEqualTo(uuid);
        assertThat(ingest.namer.uuid(new Origin("topic", 3, 15, RECORDED))).isNotEqualTo(uuid);
        assertThat(OriginNamer.of("cluster", origin -> "re-created").uuid(new Origin("topic", 3, 14, RECORDED)))
                .isNotEqualTo(uuid);
    }
}
