package io.eventbatcher.hubspot;

import io.eventbatcher.route.Route;
import java.util.List;

/**
 * What is sent once: {@code {"inputs":[…]}} to a route's path.
 *
 * @param route decides the path, the time allowed and how success is proven
 * @param inputs at least one, never more than the route allows
 * @param batchId the first batch the inputs are from, told to the receiver so that logs of both sides can be matched
 * @param attempt the number of requests that carried these inputs, this one included; from 1
 */
public record HubSpotRequest(Route route, List<RequestInput> inputs, String batchId, int attempt) {
    public HubSpotRequest {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a request without inputs");
        }
    }
}
