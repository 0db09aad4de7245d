package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.route.Route;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Bytes and schemas made to exhaust the stack or the memory, and bytes that are no text. */
class HostileBytesTest {
    private final IngestWorld ingest = new IngestWorld();

    @Test
    void shouldSurviveDataAsDeepAsItsSchemaAllows() {
        // Given: a list nested a million times
        Schema deep = new Schema.Parser().parse("""
            {"type":"record","name":"BehavioralEvent","fields":[
              {"name":"uuid","type":{"type":"record","name":"Link","fields":[
                {"name":"next","type":["null","Link"]}]}},
              {"name":"eventName","type":"string"}]}\
            """);
        ingest.avro.answer(new SchemaId.Id(77), new SchemaAnswer.Found(deep));
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 2);

        // When
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, AvroBytes.withId(77, nested));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        ingest.accepted(
                Route.BEHAVIORAL, ingest.avro.withId(Events.behavioral("7f").build()));
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
        ingest.avro.answer(new SchemaId.Id(78), new SchemaAnswer.Found(deep));
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 2);

        // When
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, AvroBytes.withId(78, nested));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void shouldNotBelieveALengthThatTheBytesDoNotHold() {
        // Given: uuid present, of two billion bytes
        byte[] liar = AvroBytes.withId(5, new byte[] {2, -2, -1, -1, -1, 15, 'x'});
        ingest.avro.answer(new SchemaId.Id(5), new SchemaAnswer.Found(BehavioralEvent.getClassSchema()));

        // When
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, liar);

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
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
        Decoded.Refused refused = ingest.refused(Route.BEHAVIORAL, ingest.avro.withId(event));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(refused.findings().get(0)).startsWith("objectId is no valid UTF-8");
    }
}
