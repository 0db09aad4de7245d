package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.hubspot.credentials.HubSpotUrl;
import io.eventbatcher.route.Route;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The URL and the form of a route's requests.
 *
 * @param url without credentials, fit for messages
 * @param auth the way to send the token
 */
record Address(HttpUrl url, Api api, Auth auth) {
    static Address of(Settings settings, Route route) {
        HubSpotSettings hubspot = settings.hubspot();
        return new Address(
                HubSpotUrl.of(hubspot, settings.route(route).path()),
                settings.route(route).api(),
                hubspot.auth());
    }

    /** A request with credentials only. */
    Request.Builder request(Secret token) {
        Request.Builder request = new Request.Builder();
        return switch (auth) {
            case BEARER, OAUTH -> request.url(url).header("Authorization", "Bearer " + token.reveal());
            case PRIVATE_APP_LEGACY -> request.url(url).header("private-app-legacy", token.reveal());
            case HAPIKEY ->
                request.url(url.newBuilder()
                        .addQueryParameter("hapikey", token.reveal())
                        .build());
        };
    }

    /** True if a request may carry the number of inputs. */
    boolean takes(int inputs) {
        return api == Api.BATCH || inputs == 1;
    }

    RequestBody body(List<RequestInput> inputs) {
        return switch (api) {
            case BATCH -> new InputsBody(inputs);
            case V3 -> new SingleBody(inputs.get(0));
        };
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
