package io.eventbatcher.ingest.avro;

import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.ingest.registry.SchemaLookup;
import io.eventbatcher.record.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Our own deserializer: Confluent's wire format, and the writer's schema from the registry. */
public final class AvroReader<T extends SpecificRecord> implements EventReader<T> {
    private final AvroResolution<T> resolution;
    private final SchemaLookup schemas;
    private final Map<SchemaId, SchemaReader<T>> readers = new HashMap<>();

    public AvroReader(AvroResolution<T> resolution, SchemaLookup schemas) {
        this.resolution = resolution;
        this.schemas = schemas;
    }

    @Override
    public ReadResult<T> read(SourceRecord source, byte[] value) {
        SchemaId id = WireFormat.schemaId(value, source.headers());
        if (id == null) {
            return WireFormat.unframed(source.headers());
        }
        SchemaReader<T> known = readers.get(id);
        return known == null
                ? readerOf(id, source).then(reader -> reader.read(value, WireFormat.avroAt(id)))
                : known.read(value, WireFormat.avroAt(id));
    }

    private ReadResult<SchemaReader<T>> readerOf(SchemaId id, SourceRecord source) {
        ReadResult<SchemaReader<T>> made = WireFormat.bySchema(
                id, source.headers(), schemas, writer -> resolution.readerOf(writer, id.toString()));
        return made.then(reader -> {
            readers.put(id, reader);
            return made;
        });
    }

    @Override
    public void prefetchSchema(SourceRecord source, byte[] value) {
        SchemaId id = WireFormat.schemaId(value, source.headers());
        if (id != null && !WireFormat.isApicurios(id, source.headers())) {
            // the look-up begins to ask
            schemas.find(id);
        }
    }
}
