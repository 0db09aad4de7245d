package io.eventbatcher.hubspot.http;

import io.eventbatcher.route.Release;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Names the service in the header {@code User-Agent}, so that HubSpot and proxies can tell the service from other users of OkHttp. */
final class UserAgent implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .header("User-Agent", Release.USER_AGENT)
                .build());
    }
}
