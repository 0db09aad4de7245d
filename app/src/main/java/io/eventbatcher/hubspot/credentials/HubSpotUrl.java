package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.HubSpotSettings;
import okhttp3.HttpUrl;

/** Absolute URLs of HubSpot's paths. */
public final class HubSpotUrl {
    private HubSpotUrl() {}

    /** The URL of a path below the configured base URL, without credentials. */
    public static HttpUrl of(HubSpotSettings hubspot, String path) {
        return HttpUrl.get(hubspot.baseUrl().toString().replaceAll("/+$", "") + path);
    }
}
