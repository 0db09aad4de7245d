package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.log.Printable;
import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;

/**
 * Looks schemas up over Confluent's REST API. Only the registry's own word, status 404 with error code 40403, means that an id does not
 * exist; every other answer without a schema is an outage, and the message says what looks wrong.
 */
final class RegistryClient implements Registry {
    /** Confluent's code for "schema not found"; a bare 404 is a wrong base URL. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final RegistryEndpoint endpoint;

    RegistryClient(RegistryEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public SchemaAnswer ask(SchemaId id) {
        try {
            RegistryEndpoint.Answer got = endpoint.get(id.path());
            SchemaAnswer answer = answer(id, got);
            boolean bare404ForGuid =
                    answer instanceof SchemaAnswer.NoAnswer && got.status() == 404 && id instanceof SchemaId.Guid;
            return bare404ForGuid && listsAvro() ? new SchemaAnswer.Unknown() : answer;
        } catch (IOException failed) {
            return new SchemaAnswer.NoAnswer("The registry does not answer at " + endpoint + ": " + failed.getMessage()
                    + ". Events wait until it does.");
        }
    }

    /**
     * Tests whether the base URL is a registry's beyond doubt. A registry that cannot look up by GUID answers with a bare 404, like a wrong
     * base URL; a record with a GUID must not pause its partition for ever.
     */
    private boolean listsAvro() throws IOException {
        RegistryEndpoint.Answer types = endpoint.get(List.of("schemas", "types"));
        return types.status() == 200
                && types.json().isArray()
                && types.json().toString().contains("\"AVRO\"");
    }

    private SchemaAnswer answer(SchemaId id, RegistryEndpoint.Answer got) throws IOException {
        JsonNode json = got.json();
        if (got.status() == 404 && json.path("error_code").asInt() == SCHEMA_NOT_FOUND) {
            return new SchemaAnswer.Unknown();
        }
        if (!hasSchema(got)) {
            return new SchemaAnswer.NoAnswer(looksWrong(got));
        }
        String type = json.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new SchemaAnswer.Unusable(id + " is of type " + type + "; only Avro is read");
        }
        try {
            return new SchemaAnswer.Found(new ReferencedSchemas(this::version).parse(json));
        } catch (AvroRuntimeException wrong) {
            return new SchemaAnswer.Unusable(id + " is no Avro schema: " + wrong.getMessage());
        }
    }

    private static boolean hasSchema(RegistryEndpoint.Answer got) {
        return got.status() == 200 && got.json().path("schema").isTextual();
    }

    /** A version of a subject to which a schema refers. */
    private JsonNode version(String subject, int version) throws IOException {
        RegistryEndpoint.Answer got = endpoint.get(List.of("subjects", subject, "versions", String.valueOf(version)));
        if (!hasSchema(got)) {
            throw new IOException("it answers " + got.status() + " for version " + version + " of " + subject
                    + ", to which a schema refers");
        }
        return got.json();
    }

    private String looksWrong(RegistryEndpoint.Answer got) {
        String hint = switch (got.status()) {
            case 200 -> "but with no schema in the answer; is registry.url a schema registry?";
            case 301, 302, 303, 307, 308 -> "which is a redirect; name the address it leads to as registry.url.";
            case 401, 403 ->
                "so it does not accept our credentials; check registry.username and registry.bearer-token.";
            case 404 -> "but without error code " + SCHEMA_NOT_FOUND + ", as from a wrong path; check registry.url.";
            default -> brief(got.json().path("message").asText("which says nothing about the schema."));
        };
        return "The registry answers " + got.status() + " at " + endpoint + ", " + hint
                + " Events wait until that changes.";
    }

    /** A foreign text, printable and cut to a size that fits a log line. */
    private static String brief(String message) {
        return Printable.of(message.length() <= 200 ? message : message.substring(0, 200) + "…");
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
