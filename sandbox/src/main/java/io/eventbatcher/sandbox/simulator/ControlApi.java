package io.eventbatcher.sandbox.simulator;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.EffectReader;
import io.eventbatcher.sandbox.simulator.faults.Faults;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.simulator.journal.RecordedRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The paths under {@code /_simulator}, for tests in another process: {@code GET counters}, {@code GET requests} (the latest, with bodies),
 * {@code GET inputs/{endpoint}?from=0&limit=1000} (accepted inputs and the number of the next), and {@code GET}, {@code POST} and {@code
 * DELETE faults} (the form of a fault: {@link EffectReader}), {@code PUT event-definitions/{name}}, and {@code POST} and {@code GET
 * notifications} (a webhook for the service's notifications, and the JSON bodies it was given).
 */
final class ControlApi {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Journal journal;
    private final Faults faults;
    private final Consumer<String> define;
    private final EffectReader effects = new EffectReader(mapper);
    private final Inbox notifications = new Inbox();

    ControlApi(Journal journal, Faults faults, Consumer<String> define) {
        this.define = define;
        this.journal = journal;
        this.faults = faults;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/_simulator/counters", this::counters);
        routes.get("/_simulator/requests", this::requests);
        routes.get("/_simulator/inputs/{endpoint}", this::inputs);
        routes.get("/_simulator/faults", context -> json(context, Map.of("pending", pendingFaults())));
        routes.post("/_simulator/faults", this::addFault);
        routes.delete("/_simulator/faults", context -> faults.clear());
        routes.put("/_simulator/event-definitions/{name}", context -> define.accept(context.pathParam("name")));
        routes.post("/_simulator/notifications", this::notified);
        routes.get("/_simulator/notifications", this::notifications);
    }

    private void counters(Context context) {
        Map<String, Object> byEndpoint = new LinkedHashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            byEndpoint.put(endpoint.label(), journal.counters(endpoint));
        }
        json(context, byEndpoint);
    }

    private void requests(Context context) {
        json(context, journal.latestRequests().stream().map(ControlApi::view).toList());
    }

    private static Map<String, Object> view(RecordedRequest request) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", request.number());
        view.put("endpoint", request.endpoint().label());
        view.put("outcome", request.outcome());
        view.put("instance", request.instance());
        view.put("attempt", request.attempt());
        view.put("body", request.text());
        return view;
    }

    /** Streams the answer, because a journal of millions must not stand in memory as text. */
    private void inputs(Context context) {
        Endpoint endpoint = Endpoint.labelled(context.pathParam("endpoint")).orElseThrow(NotFoundResponse::new);
        long from = number(context, "from", 0);
        long limit = number(context, "limit", 1_000);
        context.contentType("application/json");
        long[] next = {from};
        try (JsonGenerator json = mapper.getFactory().createGenerator(context.outputStream(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeArrayFieldStart("inputs");
            journal.forEachInput(endpoint, from, limit, input -> {
                write(input, endpoint, json);
                next[0] = input.order() + 1;
            });
            json.writeEndArray();
            json.writeNumberField("next", next[0]);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(AcceptedInput input, Endpoint endpoint, JsonGenerator json) {
        try {
            json.writeStartObject();
            json.writeNumberField("order", input.order());
            json.writeNumberField("request", input.request());
            json.writeStringField(endpoint.marketing() ? "identity" : "uuid", input.identity());
            json.writeStringField("eventName", input.eventName());
            json.writeStringField("tracked", input.tracked());
            json.writeStringField("correlationId", input.correlationId().toString());
            json.writeStringField("instance", input.instance());
            json.writeStringField("attempt", input.attempt());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, String>> pendingFaults() {
        return faults.pending().stream()
                .map(fault -> Map.of(
                        "effect", fault.effect().toString(),
                        "times", Integer.toString(fault.times()),
                        "endpoint", fault.endpoint().map(Endpoint::label).orElse("any")))
                .toList();
    }

    private void addFault(Context context) {
        try {
            faults.add(effects.readFault(context.bodyAsBytes()));
            context.status(204);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadRequestResponse("This is no fault: " + e.getMessage());
        }
    }

    private void notified(Context context) {
        try {
            notifications.add(mapper.readTree(context.bodyAsBytes()).toString());
        } catch (IOException e) {
            throw new BadRequestResponse("This is no JSON: " + e.getMessage());
        }
    }

    private void notifications(Context context) {
        context.contentType("application/json").result("[" + String.join(",\n", notifications.bodies()) + "]");
    }

    private static long number(Context context, String name, long otherwise) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new BadRequestResponse("'" + name + "' must be a number, but is '" + text + "'.");
        }
    }

    private void json(Context context, Object value) {
        try {
            context.contentType("application/json").result(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
