package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.http.TlsFailure;
import io.eventbatcher.log.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Looks schemas up over Confluent's REST API. Only the registry's own word, status 404 with an error code for it, means that an id does
 * not exist; every other answer without a schema is an outage, and the message says what looks wrong.
 */
final class RegistryClient implements Registry {
    private static final String NO_GUIDS =
            "This registry has no look-up of schemas by GUID; let the producer's serializer put the schema's id in front of the"
                    + " value, or bring the registry up to date.";

    private final RegistryEndpoint endpoint;

    RegistryClient(RegistryEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public SchemaAnswer ask(SchemaId id) {
        try {
            RegistryEndpoint.Answer got = endpoint.get(id.path());
            if (got.denies()) {
                return new SchemaAnswer.Unknown();
            }
            if (got.status() == 404 && id instanceof SchemaId.Guid && listsAvro()) {
                return new SchemaAnswer.Unknown(NO_GUIDS);
            }
            return new SchemaAnswer.Found(schema(id.toString(), got));
        } catch (NoSchemaException none) {
            return none.answer();
        } catch (IOException failed) {
            return new SchemaAnswer.NoAnswer(TlsFailure.with("the registry at " + endpoint, failed)
                            .orElseGet(() ->
                                    "The registry does not answer at " + endpoint + ": " + Printable.cause(failed))
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

    private Schema schema(String what, RegistryEndpoint.Answer got) throws IOException, NoSchemaException {
        JsonNode json = checked(what, got);
        Optional<String> rule = ReadingRules.first(json);
        if (rule.isPresent()) {
            throw new NoSchemaException(new SchemaAnswer.Unusable("The registry gives " + what + " " + rule.get()
                    + ", to be executed where a value is read, and our own deserializer executes none; name the vendor's"
                    + " deserializer as avro.deserializer."));
        }
        return new ReferencedSchemas(this::version).parse(json, what);
    }

    /** A version of a subject to which a schema refers. */
    private JsonNode version(String subject, int version) throws IOException, NoSchemaException {
        String what = "version " + version + " of " + Printable.brief(subject) + ", to which a schema refers";
        List<String> path = List.of("subjects", subject, "versions", String.valueOf(version));
        RegistryEndpoint.Answer got = endpoint.get(path);
        if (got.denies()) {
            // a version may be deleted after another schema began to refer to it, and still be what values are written
            // by
            got = endpoint.getDeleted(path);
        }
        if (got.denies()) {
            throw new NoSchemaException(
                    new SchemaAnswer.Unknown("The registry has no " + what + "; register that version again."));
        }
        return checked(what, got);
    }

    /** The answer as an object with an Avro schema's text. */
    private JsonNode checked(String what, RegistryEndpoint.Answer got) throws NoSchemaException {
        JsonNode json = got.json();
        if (got.status() == 200 && got.cut()) {
            throw new NoSchemaException(new SchemaAnswer.Unusable("The registry's answer about " + what
                    + " is longer than " + RegistryEndpoint.MOST_BODY_BYTES + " bytes, more than is read."));
        }
        if (got.status() != 200 || !json.path("schema").isTextual()) {
            throw new NoSchemaException(new SchemaAnswer.NoAnswer(looksWrong(what, got)));
        }
        String type = json.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new NoSchemaException(
                    new SchemaAnswer.Unusable(what + " is of type " + Printable.brief(type) + "; only Avro is read"));
        }
        return json;
    }

    private String looksWrong(String what, RegistryEndpoint.Answer got) {
        String hint = switch (got.status()) {
            case 200 -> "but with no schema in the answer; is registry.url a schema registry?";
            case 301, 302, 303, 307, 308 -> "which is a redirect; name the address it leads to as registry.url.";
            case 401, 403 ->
                "so it does not accept our credentials; check registry.username and registry.bearer-token.";
            case 404 -> "but without an error code such as 40403, as from a wrong path; check registry.url.";
            default -> Printable.brief(got.json().path("message").asText("which says nothing about the schema."));
        };
        return "The registry answers " + got.status() + " at " + endpoint + " for " + what + ", " + hint
                + " Events wait until that changes.";
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
