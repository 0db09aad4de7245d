package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.OAuthSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.http.FreshConnections;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Exchanges refresh tokens for access tokens (RFC 6749, 6). */
final class OAuthEndpoint implements AutoCloseable {
    private static final long LONGEST_BODY = 64 * 1024;

    private final HttpUrl url;
    private final OAuthSettings app;
    private final OAuthReplyReader reader;
    private final FreshConnections http;

    /** @param http lends timeouts and manners */
    OAuthEndpoint(HubSpotSettings settings, OkHttpClient http) {
        this.url = HubSpotUrl.of(settings, settings.oauth().tokenPath());
        this.app = settings.oauth();
        this.reader = new OAuthReplyReader(url, app);
        // requests that wait for a token must not delay the fetch of the token
        this.http = FreshConnections.of(
                http.newBuilder().dispatcher(new Dispatcher()).build(), ConnectionPool::new);
    }

    /** Fetches an access token. The future never fails. */
    CompletableFuture<OAuthReply> fetch(Secret refreshToken) {
        CompletableFuture<OAuthReply> fetched = new CompletableFuture<>();
        FormBody form = new FormBody.Builder()
                .add("grant_type", "refresh_token")
                .add("client_id", app.clientId().reveal())
                .add("client_secret", app.clientSecret().reveal())
                .add("refresh_token", refreshToken.reveal())
                .build();
        http.newCall(new Request.Builder().url(url).post(form).build()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    fetched.complete(reader.read(
                            response.code(), response.peekBody(LONGEST_BODY).string(), refreshToken));
                } catch (IOException | RuntimeException brokenOff) {
                    fetched.complete(reader.withoutAnswer(brokenOff, refreshToken));
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                fetched.complete(reader.withoutAnswer(failure, refreshToken));
            }
        });
        return fetched;
    }

    @Override
    public void close() {
        http.close();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return url.toString();
    }
}
