package io.eventbatcher.ingest.registry;

import java.util.function.Function;
import org.apache.avro.Schema;

/** A registry's answer about a schema id. */
public sealed interface SchemaAnswer {
    <T> T fold(
            Function<Schema, T> found,
            Function<String, T> unusable,
            Function<String, T> unknown,
            Function<String, T> noAnswer);

    /** The schema itself. */
    record Found(Schema schema) implements SchemaAnswer {
        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Function<String, T> unknown,
                Function<String, T> noAnswer) {
            return found.apply(schema);
        }
    }

    /**
     * The registry knows the id, but as no schema by which our own deserializer can read.
     *
     * @param why a sentence for people
     */
    record Unusable(String why) implements SchemaAnswer {
        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Function<String, T> unknown,
                Function<String, T> noAnswer) {
            return unusable.apply(why);
        }
    }

    /**
     * The registry's own word that the id does not exist.
     *
     * @param hint a sentence about the likely cause; empty if there is none but the usual
     */
    record Unknown(String hint) implements SchemaAnswer {
        public Unknown() {
            this("");
        }

        @Override
        public <T> T fold(
                Function<Schema, T> found,
                Function<String, T> unusable,
                Function<String, T> unknown,
                Function<String, T> noAnswer) {
            return unknown.apply(hint);
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
                Function<String, T> unknown,
                Function<String, T> noAnswer) {
            return noAnswer.apply(why);
        }
    }
}
