package io.eventbatcher.ingest;

import static io.eventbatcher.ingest.IngestWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Wire formats, writers and bytes that fit their schema or do not. */
class WireFormatsTest {
    private final IngestWorld ingest = new IngestWorld();

    @Test
    void shouldReadTheFormWithAGuidInAHeader() {
        // Given
        Headers headers = new RecordHeaders().add("other", null);
        byte[] value = ingest.avro.withGuid(Events.behavioral("7f").build(), headers);

        // When
        Decoded decoded = ingest.decode(Route.BEHAVIORAL, value, headers);

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
        Item item = ingest.accepted(Route.BEHAVIORAL, ingest.avro.withId(event));

        // Then
        assertThat(json(item)).startsWith("{\"eventName\":\"pe1_a\",\"objectId\":\"1\",\"properties\":{}");
    }

    @Test
    void shouldRefuseARecordOfAnotherName() {
        assertThat(ingest.refused(
                        Route.MARKETING_UPDATE,
                        ingest.avro.withId(Events.behavioral("7f").build())))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
                    assertThat(refused.findings().get(0)).contains("BehavioralEvent", "MarketingEventUpdate");
                });
    }

    @Test
    void shouldRefuseBytesBehindTheRecordAndBytesThatAreMissing() {
        // Given
        byte[] value = ingest.avro.withId(Events.behavioral("7f").build());

        // When
        Decoded.Refused longer = ingest.refused(Route.BEHAVIORAL, Arrays.copyOf(value, value.length + 1));
        Decoded.Refused shorter = ingest.refused(Route.BEHAVIORAL, Arrays.copyOf(value, value.length - 1));

        // Then
        assertThat(longer.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(longer.findings().get(0)).contains("left behind");
        assertThat(shorter.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldKnowApicuriosIdsOfEightBytesAtOnce() {
        // Given
        byte[] bare = AvroBytes.bare(Events.behavioral("7f").build());
        byte[] eightByteId = ByteBuffer.allocate(9 + bare.length)
                .put((byte) 0)
                .putLong(42)
                .put(bare)
                .array();
        ingest.avro.answer(new SchemaId.Id(0), new SchemaAnswer.NoAnswer("the registry would deny it for a while"));

        // When
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, eightByteId);

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
}
