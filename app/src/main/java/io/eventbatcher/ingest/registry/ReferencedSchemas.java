package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.log.Printable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Parses a schema of Confluent's REST API with its {@code references}: versions of further subjects whose named types the schema uses.
 * Each reference is parsed first, and only once. For one schema.
 */
final class ReferencedSchemas {
    /** More than any real schema has; a registry that refers without end must not be asked without end. */
    private static final int MOST = 100;

    private final Source source;
    private final SchemaTexts texts = new SchemaTexts();
    private final Set<String> parsed = new HashSet<>();

    /** Gives the versions of subjects. */
    @FunctionalInterface
    interface Source {
        /**
         * An object with {@code schema} and perhaps {@code references}.
         *
         * @throws NoSchemaException when the registry has an answer, but no schema
         * @throws IOException without an answer
         */
        JsonNode version(String subject, int version) throws IOException, NoSchemaException;
    }

    ReferencedSchemas(Source source) {
        this.source = source;
    }

    /**
     * The schema of an answer, with all references.
     *
     * @param what the schema's name in messages
     * @throws NoSchemaException when the answer or a referenced one is no Avro schema, or a reference cannot be had
     * @throws IOException without an answer
     */
    Schema parse(JsonNode answer, String what) throws IOException, NoSchemaException {
        for (JsonNode reference : answer.path("references")) {
            String subject = reference.path("subject").asText();
            int version = reference.path("version").asInt();
            // a subject's name may hold any character but this one
            if (parsed.add(subject + '\n' + version)) {
                if (parsed.size() > MOST) {
                    throw new NoSchemaException(
                            new SchemaAnswer.Unusable(what + " refers to more than " + MOST + " other schemas."));
                }
                parse(
                        source.version(subject, version),
                        "version " + version + " of " + Printable.brief(subject) + ", to which a schema refers,");
            }
        }
        return texts.parse(answer.path("schema").asText(), what);
    }
}
