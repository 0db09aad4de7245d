package io.eventbatcher.sandbox.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** A simulator in another process: the events that it has accepted, and its faults. */
public final class ReadBack {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An input that it has accepted.
     *
     * @param instance the name of the instance that sent it, if that tells its name
     */
    public record Taken(String identity, int sequence, String instance) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    /** @param url the simulator's */
    public ReadBack(String url) {
        this.url = url + "/_simulator/";
    }

    /** How many different behavioral events it has accepted. */
    public long distinctEvents() {
        return get("counters").path("behavioral").path("distinctAccepted").asLong();
    }

    /** The uuids of the behavioral events that it has accepted, in their order. */
    public List<String> uuids() {
        List<String> uuids = new ArrayList<>();
        get("inputs/behavioral?limit=1000000")
                .path("inputs")
                .forEach(input -> uuids.add(input.path("uuid").asText()));
        return uuids;
    }

    /** The inputs of marketing events that it has accepted, in their order. */
    public List<Taken> accepted(Route marketing) {
        List<Taken> taken = new ArrayList<>();
        for (JsonNode input :
                get("inputs/" + marketing.label() + "?limit=1000000").path("inputs")) {
            taken.add(new Taken(
                    input.path("identity").asText(),
                    input.path("tracked").asInt(),
                    input.path("instance").asText()));
        }
        return taken;
    }

    /** How many requests drew this status. */
    public long requests(Route route, String status) {
        return get("counters")
                .path(route.label())
                .path("byOutcome")
                .path(status)
                .asLong();
    }

    /** An outage of all endpoints. */
    public void answerAlways(int status) {
        String fault = "{\"effect\":\"answer\",\"status\":" + status + ",\"times\":0}";
        ask(HttpRequest.newBuilder(URI.create(url + "faults")).POST(BodyPublishers.ofString(fault)));
    }

    /** The end of all faults. */
    public void answerNormally() {
        ask(HttpRequest.newBuilder(URI.create(url + "faults")).DELETE());
    }

    /** The notifications of a state that the webhook was given: {@code begun behavioral}, one for each route. */
    public List<String> notifications(String state) {
        List<String> told = new ArrayList<>();
        for (JsonNode message : get("notifications")) {
            if (message.path("state").asText().equals(state)) {
                message.path("subjects")
                        .forEach(route -> told.add(message.path("event").asText() + ' ' + route.asText()));
            }
        }
        return told;
    }

    private JsonNode get(String path) {
        return ask(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the simulator", interrupted);
        }
    }
}
