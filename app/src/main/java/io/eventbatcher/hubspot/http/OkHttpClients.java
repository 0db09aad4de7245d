package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.http.FreshConnections;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** OkHttp without hidden behaviour: no redirects, no repetitions, no limits below the configured ones, and our own name. */
final class OkHttpClients {
    private OkHttpClients() {}

    /** @param most the most requests at a time, of all routes */
    static OkHttpClient of(HubSpotSettings settings, int most) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(most);
        dispatcher.setMaxRequestsPerHost(most);
        return withoutRedirects()
                .dispatcher(dispatcher)
                .socketFactory(new NoDelaySockets())
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connectTimeout())
                // the timeout of the call bounds silent sockets too
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(new RetryAfterInterceptor())
                .addNetworkInterceptor(new NegativeLengthInterceptor())
                .build();
    }

    /**
     * A client with the same manners and connections of its own.
     *
     * @param timeout the most time of a call
     * @param most the most requests at a time, of all routes
     */
    static FreshConnections timed(OkHttpClient http, Duration timeout, int most) {
        return FreshConnections.of(
                http.newBuilder().callTimeout(timeout).build(), () -> new ConnectionPool(most, 60, TimeUnit.SECONDS));
    }

    static OkHttpClient.Builder withoutRedirects() {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new UserAgent());
    }
}
