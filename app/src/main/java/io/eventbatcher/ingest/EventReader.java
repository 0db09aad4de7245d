package io.eventbatcher.ingest;

import io.eventbatcher.record.SourceRecord;

/** Makes an event of a record's bytes. Not safe for use by several threads. */
interface EventReader<T> extends AutoCloseable {
    /**
     * Reads the event.
     *
     * @param value the record's value, which is not null
     * @throws Refusal when it will never be readable
     * @throws Postponed when that cannot be told yet
     */
    T read(SourceRecord source, byte[] value);

    /** Lets slow answers be fetched for a record that is not its turn yet; decides nothing. */
    default void foresee(SourceRecord source, byte[] value) {}

    @Override
    default void close() {}
}
