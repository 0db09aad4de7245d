package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Parses a schema of Confluent's REST API with its {@code references}: versions of further subjects whose named types the schema uses.
 * Each reference is parsed first, and only once. For one schema.
 */
final class ReferencedSchemas {
    /** More than any real schema has; a registry that refers without end must not be asked without end. */
    private static final int MOST = 100;

    private final Source source;
    private final Schema.Parser parser = new Schema.Parser();
    private final Set<String> parsed = new HashSet<>();

    /** Gives the versions of subjects. */
    @FunctionalInterface
    interface Source {
        /**
         * An object with {@code schema} and perhaps {@code references}.
         *
         * @throws IOException when the registry does not give the version now
         */
        JsonNode version(String subject, int version) throws IOException;
    }

    ReferencedSchemas(Source source) {
        this.source = source;
    }

    /**
     * The schema of an answer, with all references.
     *
     * @throws AvroRuntimeException when the answer is no Avro schema
     * @throws IOException when the registry does not give a referenced schema now
     */
    Schema parse(JsonNode answer) throws IOException {
        for (JsonNode reference : answer.path("references")) {
            String subject = reference.path("subject").asText();
            int version = reference.path("version").asInt();
            // a subject's name may hold any character but this one
            if (parsed.add(subject + '\n' + version)) {
                if (parsed.size() > MOST) {
                    throw new AvroRuntimeException("it refers to more than " + MOST + " other schemas");
                }
                parse(source.version(subject, version));
            }
        }
        return parser.parse(answer.path("schema").asText());
    }
}
