package io.eventbatcher.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.control.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of the system at a moment.
 *
 * @param instances the instances that have told of themselves lately
 * @param silent instances that have told of themselves in the last day, have not left, and say nothing
 * @param waiting all events that wait in the system; of topics also transaction markers
 * @param stages every stage of every enabled route, in the order of the flow, then the stages that all routes share
 * @param flows the counts of every enabled route; none while Kafka does not answer
 */
public record SystemStatus(
        String application,
        Instant at,
        List<String> instances,
        List<String> silent,
        long waiting,
        List<StageStatus> stages,
        List<RouteFlow> flows) {
    public SystemStatus {
        instances = List.copyOf(instances);
        silent = List.copyOf(silent);
        stages = List.copyOf(stages);
        flows = List.copyOf(flows);
    }

    /** A status without counts. */
    SystemStatus(
            String application,
            Instant at,
            List<String> instances,
            List<String> silent,
            long waiting,
            List<StageStatus> stages) {
        this(application, at, instances, silent, waiting, stages, List.of());
    }

    /** True if no stage has a cause. */
    public boolean well() {
        return stages.stream().allMatch(StageStatus::well);
    }

    /** The stage of the route, or the stage that all routes share under {@link StageStatus#ALL}. */
    public Optional<StageStatus> stage(String route, Stage stage) {
        return stages.stream()
                .filter(one -> one.stage() == stage && one.route().equals(route))
                .findFirst();
    }

    /** The JSON of {@code status --json} and of the page {@code /status}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("application", application).put("at", at.toString()).put("well", well());
        texts(json.putArray("instances"), instances);
        texts(json.putArray("silent"), silent);
        json.put("waiting", waiting);
        ArrayNode all = json.putArray("stages");
        stages.forEach(stage -> all.add(json(stage)));
        ArrayNode counts = json.putArray("flows");
        flows.forEach(flow -> counts.add(flow.toJson()));
        return json;
    }

    private static ObjectNode json(StageStatus stage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("route", stage.route())
                .put("stage", stage.stage().label())
                .put("state", stage.state())
                .put("waiting", stage.waiting());
        put(json, "oldest", stage.oldest());
        ArrayNode causes = json.putArray("causes");
        stage.causes().forEach(cause -> causes.add(json(cause)));
        if (!stage.retried().isEmpty()) {
            ArrayNode retried = json.putArray("retried");
            stage.retried().forEach(one -> retried.add(one.request().toJson().put("lane", one.lane())));
        }
        return json;
    }

    private static ObjectNode json(StatusCause cause) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", cause.state()).put("reason", cause.reason());
        put(json, "since", cause.since());
        put(json, "until", cause.until());
        json.put("remedy", cause.remedy());
        texts(json.putArray("where"), cause.where());
        return json;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void put(ObjectNode json, String field, @Nullable Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }
}
