package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Parses a schema as Confluent's REST API gives it: with {@code references}, the versions of other subjects whose named types it
 * uses. They are parsed before it, each once, however often it is referred to. For one schema.
 */
final class ReferencedSchemas {
    /** More than any real schema has; a registry that keeps on referring must not keep us asking. */
    private static final int MOST = 100;

    private final Source source;
    private final Schema.Parser parser = new Schema.Parser();
    private final Set<String> parsed = new HashSet<>();

    /** Where versions of subjects come from. */
    @FunctionalInterface
    interface Source {
        /**
         * An object with {@code schema} and perhaps {@code references}.
         *
         * @throws IOException when it cannot be had now
         */
        JsonNode version(String subject, int version) throws IOException;
    }

    ReferencedSchemas(Source source) {
        this.source = source;
    }

    /**
     * The schema of an answer, with all that it refers to.
     *
     * @throws AvroRuntimeException when it is none
     * @throws IOException when a schema it refers to cannot be had now
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
