package io.eventbatcher.ingest.registry;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** What is known of a schema id. */
public sealed interface SchemaAnswer {
    <T> T fold(
            Function<Schema, T> found, Function<String, T> unusable, Supplier<T> unknown, Function<String, T> noAnswer);

    /** The schema itself. */
    record Found(Schema schema) implements SchemaAnswer {
        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Supplier<T> unknown,
                Function<String, T> noAnswer) {
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
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Supplier<T> unknown,
                Function<String, T> noAnswer) {
            return unusable.apply(why);
        }
    }

    /** The registry's own word that there is no such id. */
    record Unknown() implements SchemaAnswer {
        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Supplier<T> unknown,
                Function<String, T> noAnswer) {
            return unknown.get();
        }
    }

    /**
     * Nothing that could be trusted, so nothing may be decided about a record of this id: it waits.
     *
     * @param why a sentence for people, without secrets
     */
    record NoAnswer(String why) implements SchemaAnswer {
        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Supplier<T> unknown,
                Function<String, T> noAnswer) {
            return noAnswer.apply(why);
        }
    }
}
