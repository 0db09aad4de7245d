package io.eventbatcher.ingest.registry;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** What a registry says of a schema id. */
public sealed interface SchemaAnswer {
    <T> T fold(Function<Schema, T> found, Function<String, T> unusable, Supplier<T> unknown);

    /** The schema itself. */
    record Found(Schema schema) implements SchemaAnswer {
        @Override
        public <T> T fold(Function<Schema, T> found, Function<String, T> unusable, Supplier<T> unknown) {
            return found.apply(schema);
        }
    }

    /**
     * The registry knows the id, but what it names is no Avro schema.
     *
     * @param why a sentence for people
     */
    record Unusable(String why) implements SchemaAnswer {
        @Override
        public <T> T fold(Function<Schema, T> found, Function<String, T> unusable, Supplier<T> unknown) {
            return unusable.apply(why);
        }
    }

    /** The registry's own word that there is no such id. */
    record Unknown() implements SchemaAnswer {
        @Override
        public <T> T fold(Function<Schema, T> found, Function<String, T> unusable, Supplier<T> unknown) {
            return unknown.get();
        }
    }
}
