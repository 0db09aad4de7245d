package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.SchemaLookup;
import io.eventbatcher.record.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Our own deserializer: Confluent's wire format, and the writer's schema from the registry. */
final class AvroReader<T extends SpecificRecord> implements EventReader<T> {
    private final AvroResolution<T> resolution;
    private final SchemaLookup schemas;
    private final Map<SchemaId, DatumReader<T>> readers = new HashMap<>();

    AvroReader(AvroResolution<T> resolution, SchemaLookup schemas) {
        this.resolution = resolution;
        this.schemas = schemas;
    }

    @Override
    public T read(SourceRecord source, byte[] value) {
        WireFormat.Framed framed = WireFormat.framed(value, source.headers());
        SchemaId id = framed.schemaId();
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = readerOf(id);
            readers.put(id, reader);
        }
        return resolution.read(reader, framed.bytes(), framed.avroAt(), id.toString());
    }

    private DatumReader<T> readerOf(SchemaId id) {
        return schemas.find(id)
                .fold(
                        writer -> resolution.readerOf(writer, id.toString()),
                        why -> {
                            throw Refusal.undecodable(why);
                        },
                        () -> {
                            throw unknown(id.toString());
                        },
                        why -> {
                            throw new Postponed(why);
                        });
    }

    @Override
    public void foresee(SourceRecord source, byte[] value) {
        try {
            // the look-up begins to ask
            schemas.find(WireFormat.framed(value, source.headers()).schemaId());
        } catch (Refusal unreadable) {
            // told when it is the record's turn
        }
    }

    static Refusal unknown(String schema) {
        return new Refusal(
                Reason.UNKNOWN_SCHEMA,
                "The registry says that " + schema
                        + " does not exist. Was the record produced against another registry?");
    }
}
