package io.eventbatcher.sandbox.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Prometheus in another process: its alerts and its samples. While Prometheus is not up, nothing fires and no sample is there. */
public final class Alerts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    /** @param url of Prometheus */
    public Alerts(String url) {
        this.url = url + "/api/v1/";
    }

    /** The alerts that fire, each with its route: {@code EventBatcherDown behavioral}. */
    public List<String> firing() {
        List<String> firing = new ArrayList<>();
        for (JsonNode alert : get("alerts").path("alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                JsonNode labels = alert.path("labels");
                firing.add((labels.path("alertname").asText() + " "
                                + labels.path("route").asText())
                        .strip());
            }
        }
        return firing;
    }

    /** The present values of a query. */
    public List<String> samples(String query) {
        List<String> values = new ArrayList<>();
        get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result")
                .forEach(sample -> values.add(sample.path("value").path(1).asText()));
        return values;
    }

    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                    .path("data");
        } catch (IOException notUp) {
            return JSON.missingNode();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Prometheus", interrupted);
        }
    }
}
