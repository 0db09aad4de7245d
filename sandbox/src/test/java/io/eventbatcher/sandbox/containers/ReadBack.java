package io.eventbatcher.sandbox.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What a simulator in another process says that it has accepted. */
public final class ReadBack {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the simulator", interrupted);
        }
    }
}
