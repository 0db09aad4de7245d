package io.eventbatcher.sandbox.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The bodies of requests and answers. */
final class RegistryJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RegistryJson() {}

    /**
     * Returns the schema in a request body.
     *
     * @throws RefusedException if the body is no schema
     */
    static Schema schemaIn(String body) {
        JsonNode request = parse(body);
        if (!request.path("schemaType").asText("AVRO").equals("AVRO")) {
            throw RefusedException.invalidSchema("this registry knows Avro only");
        }
        if (!request.path("references").isEmpty()) {
            throw RefusedException.invalidSchema("this registry knows no references");
        }
        try {
            return new Schema.Parser().parse(request.path("schema").asText());
        } catch (AvroRuntimeException notAvro) {
            throw RefusedException.invalidSchema(String.valueOf(notAvro.getMessage()));
        }
    }

    static CompatibilityLevel levelIn(String body) {
        return CompatibilityLevel.named(parse(body).path("compatibility").asText());
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ArrayNode array(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode of(RegisteredSchema registered) {
        return object().put("schema", registered.text())
                .put("guid", registered.guid().toString());
    }

    static ObjectNode of(SubjectVersion place) {
        return object().put("subject", place.subject())
                .put("version", place.version())
                .put("id", place.registered().id())
                .put("guid", place.registered().guid().toString())
                .put("schemaType", "AVRO")
                .put("schema", place.registered().text());
    }

    static ObjectNode error(int errorCode, String message) {
        return object().put("error_code", errorCode).put("message", message);
    }

    private static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw RefusedException.invalidSchema("the request's body is not JSON");
        }
    }
}
