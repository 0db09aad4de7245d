package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.log.Printable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Parses schemas of other people's making. A value is written by a schema's types and the names of its fields, so all else that Avro
 * finds wrong (odd characters in names, defaults of another type, unknown orders, aliases) is no reason to refuse. Later texts may use the
 * named types of earlier ones.
 */
final class SchemaTexts {
    /** A record within a record takes three levels of JSON. */
    private static final int MOST_NESTING = 3 * SchemaDepth.MOST + 10;

    /** Avro's time for a chain of types grows with the square of the length, and all other look-ups wait meanwhile. */
    private static final int MOST_DEFINITIONS = 1_000;

    private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

    /** Attributes that do not matter to a reader with a schema of its own. */
    private static final List<String> ORNAMENTS = List.of("order", "default", "aliases", "doc");

    /** Attributes whose text may be the name of a type. */
    private static final Set<String> TYPES = Set.of("type", "items", "values");

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    // as Avro's own parser does
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Collection<Schema> named = List.of();
    private int definitions;

    /**
     * The schema of a text.
     *
     * @param what the schema's name in the answer
     * @throws NoSchemaException with an answer that says why the text is no Avro schema
     */
    Schema parse(String text, String what) throws NoSchemaException {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new NoSchemaException(
                    unusable(what, "is no JSON, or nested too deep (" + noJson.getOriginalMessage() + ")"));
        }
        definitions += definitions(json);
        if (definitions > MOST_DEFINITIONS) {
            throw new NoSchemaException(
                    unusable(what, "has more than " + MOST_DEFINITIONS + " types, those of its references included"));
        }
        try {
            return parsed(text, json);
        } catch (RuntimeException | StackOverflowError notAvro) {
            // Avro reports most faults as exceptions of its own, and some as whatever it meets first
            throw new NoSchemaException(unusable(what, "is no Avro schema (" + why(notAvro, json) + ")"));
        }
    }

    private static int definitions(JsonNode json) {
        int count = NAMED.contains(json.path("type").asText("")) ? 1 : 0;
        for (JsonNode part : json) {
            count += definitions(part);
        }
        return count;
    }

    private Schema parsed(String text, JsonNode json) {
        Schema schema;
        try {
            schema = avro(text);
        } catch (RuntimeException perhapsAnOrnament) {
            strip(json);
            schema = avro(json.toString());
        }
        if (!SchemaDepth.isBearable(schema)) {
            throw new IllegalArgumentException("its types contain each other more than " + SchemaDepth.MOST + " deep");
        }
        return schema;
    }

    private Schema avro(String text) {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION)
                .setValidateDefaults(false)
                .addTypes(named);
        Schema schema = parser.parse(text);
        named = List.copyOf(parser.getTypes().values());
        return schema;
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(ORNAMENTS);
        }
        json.forEach(SchemaTexts::strip);
    }

    /** Avro's own message, but for a type that is not defined, because Avro does not name that type. */
    private String why(Throwable notAvro, JsonNode json) {
        if (!Printable.cause(notAvro).contains("UnresolvedSchema")) {
            return Printable.cause(notAvro);
        }
        Set<String> used = new TreeSet<>();
        Set<String> defined = new HashSet<>();
        named.forEach(schema -> defined.add(schema.getName()));
        Stream.of(Schema.Type.values()).forEach(type -> defined.add(type.getName()));
        collect(json, true, used, defined);
        used.removeIf(type -> defined.contains(type.substring(type.lastIndexOf('.') + 1)));
        return "it uses types that it does not define, nor a schema to which it refers: "
                + Printable.brief(String.join(", ", used));
    }

    private static void collect(JsonNode json, boolean isType, Set<String> used, Set<String> defined) {
        if (json.isTextual() && isType) {
            used.add(json.asText());
        }
        if (json.path("name").isTextual()) {
            String name = json.path("name").asText();
            defined.add(name.substring(name.lastIndexOf('.') + 1));
        }
        if (json.isArray()) {
            json.forEach(part -> collect(part, isType, used, defined));
        }
        json.properties().forEach(part -> collect(part.getValue(), TYPES.contains(part.getKey()), used, defined));
    }

    private static SchemaAnswer unusable(String what, String why) {
        return new SchemaAnswer.Unusable(what + " " + why + "; mend the schema, and produce the event anew.");
    }
}
