package io.eventbatcher.ingest.registry;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** A registry's answer about a schema id. */
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
     * The registry knows the id, but as no Avro schema.
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

    /** The registry's own word that the id does not exist. */
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
     * No trusted answer: records of the id wait.
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
