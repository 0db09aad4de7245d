package io.eventbatcher.ingest.avro;

import io.eventbatcher.record.SourceRecord;

/** Makes an event of a record's bytes. Not safe for use by several threads. */
public interface EventReader<T> extends AutoCloseable {
    /** @param value the record's value, not null */
    ReadResult<T> read(SourceRecord source, byte[] value);

    /** Begins to fetch the schema of a record that is read later. */
    default void prefetchSchema(SourceRecord source, byte[] value) {}

    @Override
    default void close() {}
}
