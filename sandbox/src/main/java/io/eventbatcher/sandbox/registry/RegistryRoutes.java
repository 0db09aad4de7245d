package io.eventbatcher.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;

/** The paths of the registry. Query parameters are ignored, because they only narrow answers and the answers here are narrow. */
final class RegistryRoutes {

    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final SchemaStore store;

    RegistryRoutes(SchemaStore store) {
        this.store = store;
    }

    void addTo(JavalinDefaultRoutingApi api) {
        api.get("/", request -> answer(request, RegistryJson.object()));
        api.get("/subjects", request -> answer(request, RegistryJson.array(store.subjects())));
        api.post("/subjects/{subject}", this::lookUp);
        api.get("/subjects/{subject}/versions", this::versions);
        api.post("/subjects/{subject}/versions", this::register);
        api.get("/subjects/{subject}/versions/{version}", request -> answer(request, RegistryJson.of(place(request))));
        api.get("/schemas/ids/{id}", request -> answer(request, RegistryJson.of(byId(request))));
        api.get("/schemas/ids/{id}/versions", this::placesOfId);
        api.get("/schemas/guids/{guid}", this::byGuid);
        api.get("/config", request -> answerLevel(request, "compatibilityLevel", store.globalLevel()));
        api.put("/config", this::setGlobalLevel);
        api.get("/config/{subject}", this::level);
        api.put("/config/{subject}", this::setLevel);
        api.post("/compatibility/subjects/{subject}/versions/{version}", this::compatibility);
    }

    private void lookUp(Context request) {
        answer(request, RegistryJson.of(store.lookUp(subject(request), RegistryJson.schemaIn(request.body()))));
    }

    private void versions(Context request) {
        ArrayNode versions = RegistryJson.array();
        store.versions(subject(request)).forEach(place -> versions.add(place.version()));
        answer(request, versions);
    }

    private void register(Context request) {
        answer(request, RegistryJson.of(store.register(subject(request), RegistryJson.schemaIn(request.body()))));
    }

    private void placesOfId(Context request) {
        ArrayNode places = RegistryJson.array();
        store.placesOf(byId(request))
                .forEach(place ->
                        places.addObject().put("subject", place.subject()).put("version", place.version()));
        answer(request, places);
    }

    private void byGuid(Context request) {
        try {
            answer(request, RegistryJson.of(store.byGuid(UUID.fromString(request.pathParam("guid")))));
        } catch (IllegalArgumentException notAGuid) {
            throw RefusedException.unknownSchema();
        }
    }

    private void setGlobalLevel(Context request) {
        store.setGlobalLevel(RegistryJson.levelIn(request.body()));
        answerLevel(request, "compatibility", store.globalLevel());
    }

    private void level(Context request) {
        String subject = subject(request);
        answerLevel(
                request,
                "compatibilityLevel",
                store.ownLevelOf(subject).orElseThrow(() -> RefusedException.noSubjectLevel(subject)));
    }

    private void setLevel(Context request) {
        CompatibilityLevel level = RegistryJson.levelIn(request.body());
        store.setLevel(subject(request), level);
        answerLevel(request, "compatibility", level);
    }

    private void compatibility(Context request) {
        Schema earlier = place(request).registered().schema();
        boolean compatible = store.levelFor(subject(request))
                .objection(RegistryJson.schemaIn(request.body()), List.of(earlier))
                .isEmpty();
        answer(request, RegistryJson.object().put("is_compatible", compatible));
    }

    private RegisteredSchema byId(Context request) {
        try {
            return store.byId(Integer.parseInt(request.pathParam("id")));
        } catch (NumberFormatException notAnId) {
            throw RefusedException.unknownSchema();
        }
    }

    private SubjectVersion place(Context request) {
        List<SubjectVersion> versions = store.versions(subject(request));
        String wanted = request.pathParam("version");
        int version = wanted.equals("latest") ? versions.size() : versionNumber(wanted);
        if (version > versions.size()) {
            throw RefusedException.unknownVersion(version);
        }
        return versions.get(version - 1);
    }

    private static int versionNumber(String wanted) {
        try {
            int version = Integer.parseInt(wanted);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like any text
        }
        throw RefusedException.invalidVersion(wanted);
    }

    private static String subject(Context request) {
        return request.pathParam("subject");
    }

    private static void answerLevel(Context request, String field, CompatibilityLevel level) {
        answer(request, RegistryJson.object().put(field, level.name()));
    }

    static void answer(Context request, JsonNode body) {
        request.contentType(CONTENT_TYPE).result(body.toString());
    }
}
