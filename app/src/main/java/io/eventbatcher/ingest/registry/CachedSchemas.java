package io.eventbatcher.ingest.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers schemas for good, because an id never changes its meaning; asks again about all else. */
public final class CachedSchemas implements SchemaLookup {
    private final Map<SchemaId, SchemaAnswer> known = new ConcurrentHashMap<>();
    private final SchemaLookup inner;

    private CachedSchemas(SchemaLookup inner) {
        this.inner = inner;
    }

    public static SchemaLookup wrap(SchemaLookup inner) {
        return new CachedSchemas(inner);
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        SchemaAnswer answer = known.get(id);
        if (answer == null) {
            answer = inner.find(id);
            if (answer instanceof SchemaAnswer.Found) {
                known.put(id, answer);
            }
        }
        return answer;
    }

    @Override
    public String toString() {
        return "CachedSchemas(" + inner + ")";
    }
}
