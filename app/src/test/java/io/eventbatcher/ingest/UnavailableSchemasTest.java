package io.eventbatcher.ingest;

import static io.eventbatcher.ingest.IngestWorld.RECORDED;
import static io.eventbatcher.ingest.IngestWorld.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.route.Route;
import org.junit.jupiter.api.Test;

/** Schemas that the registry does not tell, or that are no Avro. */
class UnavailableSchemasTest {
    private final IngestWorld ingest = new IngestWorld();

    @Test
    void shouldSayWhatTheRegistryHoldsWhenItIsNoAvro() {
        // Given
        ingest.avro.answer(
                new SchemaId.Id(8), new SchemaAnswer.Unusable("schema id 8 is of type PROTOBUF; only Avro is read"));

        // When
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, AvroBytes.withId(8, new byte[] {1}));

        // Then
        assertThat(refused.findings().get(0)).contains("PROTOBUF");
    }

    @Test
    void shouldDecideNothingWhileTheRegistryDoesNotAnswer() {
        // Given
        Ingest cutOff = Ingest.of(Route.BEHAVIORAL, id -> new SchemaAnswer.NoAnswer("down"), ingest.namer);

        // When
        Decoded decoded = cutOff.decode(source(AvroBytes.withId(1, new byte[1]), RECORDED), null);

        // Then
        assertThat(decoded).isEqualTo(new Decoded.Deferred("down"));
    }
}
