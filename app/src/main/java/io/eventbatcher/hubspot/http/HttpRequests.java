package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.HubSpotRequest;
import okhttp3.Request;

/**
 * Makes the HTTP requests of the service and of its probe, so that a probe tests exactly the requests that events will go with.
 *
 * <p>Each carries {@code X-Event-Batcher-Batch} and {@code -Attempt}, so that the receiver can tell a repetition from a second delivery;
 * if the settings say so, {@code -Instance} as well.
 */
final class HttpRequests {
    private final String instance;

    HttpRequests(Settings settings) {
        // header values are ASCII, unlike the names of hosts
        this.instance =
                settings.hubspot().instanceHeader() ? settings.instance().replaceAll("[^ -~]", "?") : "";
    }

    Request of(Address address, HubSpotRequest request, Secret token) {
        Request.Builder made = address.request(token)
                .header("X-Event-Batcher-Batch", request.batchId())
                .header("X-Event-Batcher-Attempt", String.valueOf(request.attempt()))
                .post(address.body(request.inputs()));
        return (instance.isEmpty() ? made : made.header("X-Event-Batcher-Instance", instance)).build();
    }
}
