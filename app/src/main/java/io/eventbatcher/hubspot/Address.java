package io.eventbatcher.hubspot;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Where a route's requests go, in which form, and how they prove who we are.
 *
 * @param url without any credentials, so that it may be shown
 */
record Address(HttpUrl url, Api api, Auth auth, Secret token) {
    static Address of(Settings settings, Route route) {
        HubSpotSettings hubspot = settings.hubspot();
        String base = hubspot.baseUrl().toString().replaceAll("/+$", "");
        HttpUrl url = HttpUrl.get(base + settings.route(route).path());
        return new Address(url, settings.route(route).api(), hubspot.auth(), hubspot.token());
    }

    /** A request with credentials and nothing else. */
    Request.Builder request() {
        Request.Builder request = new Request.Builder();
        return switch (auth) {
            case BEARER -> request.url(url).header("Authorization", "Bearer " + token.reveal());
            case PRIVATE_APP_LEGACY -> request.url(url).header("private-app-legacy", token.reveal());
            case HAPIKEY ->
                request.url(url.newBuilder()
                        .addQueryParameter("hapikey", token.reveal())
                        .build());
        };
    }

    /** Whether a request here may carry so many inputs. */
    boolean takes(int inputs) {
        return api == Api.BATCH || inputs == 1;
    }

    RequestBody body(List<RequestInput> inputs) {
        return switch (api) {
            case BATCH -> new InputsBody(inputs);
            case V3 -> new SingleBody(inputs.get(0));
        };
    }

    /**
     * The text without the token. Libraries and servers repeat what they were given: OkHttp the value of a header it cannot send,
     * a proxy's error page the URL with its query.
     */
    String withoutToken(String text) {
        if (token.isEmpty()) {
            return text;
        }
        String plain = token.reveal();
        String query = String.valueOf(url.newBuilder()
                .query(null)
                .addQueryParameter("t", plain)
                .build()
                .encodedQuery());
        return text.replace(plain, token.toString())
                .replace(query.substring("t=".length()), token.toString())
                .replace(URLEncoder.encode(plain, StandardCharsets.UTF_8), token.toString());
    }

    boolean tokenInUrl() {
        return auth == Auth.HAPIKEY;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
