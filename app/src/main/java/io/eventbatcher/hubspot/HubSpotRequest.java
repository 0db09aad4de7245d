package io.eventbatcher.hubspot;

import io.eventbatcher.route.Route;
import java.util.List;

/**
 * A request to a route's path: {@code {"inputs":[…]}}.
 *
 * @param route decides the path, the timeout and the proof of success
 * @param lane the lane of the inputs
 * @param inputs at least one, at most the route's limit
 * @param batchId the first batch of the inputs, sent to match logs of both sides
 * @param attempt number of requests with the same inputs so far; from 1
 */
public record HubSpotRequest(Route route, int lane, List<RequestInput> inputs, String batchId, int attempt) {
    public HubSpotRequest {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a request without inputs");
        }
    }
}
