package io.eventbatcher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a producer puts into the generated classes is what a consumer gets out of the bytes. */
class GeneratedClassesTest {

    private static final ClassSecurityPredicate TRUSTED_BEFORE = ClassSecurityValidator.getGlobal();

    /** Since 1.12.2 Avro makes objects only of classes that the application names; reading these is what we test. */
    @BeforeAll
    static void trustTheGeneratedClasses() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                TRUSTED_BEFORE,
                ClassSecurityValidator.builder()
                        .add(BehavioralEvent.class)
                        .add(MarketingEventUpsert.class)
                        .add(MarketingEventUpdate.class)
                        .build()));
    }

    @AfterAll
    static void trustNoMoreThanBefore() {
        ClassSecurityValidator.setGlobal(TRUSTED_BEFORE);
    }

    @Test
    void shouldKeepABehavioralEvent() throws IOException {
        // Given
        BehavioralEvent event = BehavioralEvent.newBuilder()
                .setUuid("0b8e4d3c-6a35-4a0e-9d25-6e2a5d1c9f10")
                .setEventName("pe1234567_checkout_completed")
                .setOccurredAt(Instant.ofEpochMilli(1_763_712_000_123L))
                .setEmail("zoë@example.org")
                .setUtk("9c1f0a")
                .setObjectId("451")
                .setProperties(Map.of("phone", "+49 30 1234567", "note", "Grüße, \"quoted\" 🎉"))
                .build();

        // When
        BehavioralEvent read = roundTrip(event, new BehavioralEvent());

        // Then
        assertThat(read).isEqualTo(event);
        assertThat(read.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(1_763_712_000_123L));
        assertThat(read.getProperties()).containsEntry("phone", "+49 30 1234567");
    }

    @Test
    void shouldKeepAMarketingEventUpsert() throws IOException {
        // Given
        MarketingEventUpsert upsert = MarketingEventUpsert.newBuilder()
                .setUuid("5b0f3f0e-58f4-4f0c-8d5a-7f7a4e0b7d11")
                .setExternalAccountId("account-1")
                .setExternalEventId("event-1")
                .setEventName("Spring webinar")
                .setEventOrganizer("Example Ltd")
                .setStartDateTime(Instant.ofEpochMilli(1_763_712_000_000L))
                .setEndDateTime(Instant.ofEpochMilli(1_763_715_600_000L))
                .setEventType("WEBINAR")
                .setEventUrl("https://example.org/webinar")
                .setEventDescription("All about spring.")
                .setEventCancelled(false)
                .setEventCompleted(true)
                .setCustomProperties(Map.of("sequence", "1"))
                .build();

        // When
        MarketingEventUpsert read = roundTrip(upsert, new MarketingEventUpsert());

        // Then
        assertThat(read).isEqualTo(upsert);
        assertThat(read.getCustomProperties()).containsEntry("sequence", "1");
    }

    @Test
    void shouldKeepAMarketingEventUpdate() throws IOException {
        // Given
        MarketingEventUpdate update = MarketingEventUpdate.newBuilder()
                .setUuid("c6f3dc8a-6f62-4e8e-a3a8-49a8a1dd1d12")
                .setObjectId("9001")
                .setEventName("Spring webinar, second date")
                .setEventOrganizer("Example Ltd")
                .setStartDateTime(Instant.ofEpochMilli(1_763_712_000_000L))
                .setEndDateTime(Instant.ofEpochMilli(1_763_715_600_000L))
                .setEventType("WEBINAR")
                .setEventUrl("https://example.org/webinar")
                .setEventDescription("All about spring.")
                .setEventCancelled(true)
                .setCustomProperties(Map.of("sequence", "2"))
                .build();

        // When
        MarketingEventUpdate read = roundTrip(update, new MarketingEventUpdate());

        // Then
        assertThat(read).isEqualTo(update);
        assertThat(read.getEventCancelled()).isTrue();
    }

    @Test
    void shouldLeaveOutWhatAProducerLeavesOut() throws IOException {
        // Given
        BehavioralEvent sparse =
                BehavioralEvent.newBuilder().setEventName("pe1234567_signed_up").build();

        // When
        BehavioralEvent read = roundTrip(sparse, new BehavioralEvent());

        // Then
        assertThat(read.getUuid()).isNull();
        assertThat(read.getOccurredAt()).isNull();
        assertThat(read.getProperties()).isEmpty();
    }

    private static <R extends SpecificRecord> R roundTrip(R event, R empty) throws IOException {
        Schema schema = event.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<R>(schema).write(event, encoder);
        encoder.flush();
        var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        return new SpecificDatumReader<R>(schema).read(empty, decoder);
    }
}
