package io.eventbatcher.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.OAuthSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.TokenText;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Where refresh tokens are exchanged for access tokens (RFC 6749, 6). Decides by the status, as elsewhere. */
final class OAuthEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_TEXT = 300;

    /** HubSpot's tokens live for half an hour; an answer that does not say so may mean something shorter. */
    private static final int UNTOLD_SECONDS = 300;

    private final HttpUrl url;
    private final OAuthSettings app;
    private final OkHttpClient http;

    /** @param http with limits on time of its own; it is not closed here, but its connections are used */
    OAuthEndpoint(HubSpotSettings settings, OkHttpClient http) {
        this.url = Address.url(settings, settings.oauth().tokenPath());
        this.app = settings.oauth();
        // requests that wait for a token must not keep the one that fetches it waiting
        this.http = http.newBuilder().dispatcher(new Dispatcher()).build();
    }

    /** What it says. */
    sealed interface Reply {
        /**
         * A token.
         *
         * @param life how long it is good, from now
         * @param refreshToken what to fetch the next one with, when the answer says so
         */
        record Granted(Secret accessToken, Duration life, Optional<String> refreshToken) implements Reply {
            /** Without the tokens. */
            @Override
            public String toString() {
                return "Granted[" + life + "]";
            }
        }

        /** None, however often it is asked; the sentence says what to do. */
        record Refused(String why) implements Reply {
            @Override
            public String toString() {
                return why;
            }
        }

        /** None this time. */
        record Failed(String why) implements Reply {
            @Override
            public String toString() {
                return why;
            }
        }
    }

    /** Asks. The future never fails. */
    CompletableFuture<Reply> fetch(Secret refreshToken) {
        CompletableFuture<Reply> fetched = new CompletableFuture<>();
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
                    fetched.complete(judge(
                            response.code(), response.peekBody(LONGEST_BODY).string(), refreshToken));
                } catch (IOException | RuntimeException brokenOff) {
                    fetched.complete(failed(brokenOff, refreshToken));
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                fetched.complete(failed(failure, refreshToken));
            }
        });
        return fetched;
    }

    private Reply failed(Exception failure, Secret refreshToken) {
        String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new Reply.Failed(
                "HubSpot gives no access token: " + url + " does not answer (" + redacted(why, refreshToken) + ").");
    }

    private Reply judge(int status, String body, Secret refreshToken) {
        JsonNode tree = tree(body);
        String accessToken = tree.path("access_token").asText();
        if (status == 200 && TokenText.flaw(accessToken).isEmpty()) {
            return new Reply.Granted(
                    new Secret(accessToken),
                    Duration.ofSeconds(Math.max(1, tree.path("expires_in").asInt(UNTOLD_SECONDS))),
                    Optional.of(tree.path("refresh_token").asText()).filter(text -> !text.isBlank()));
        }
        String said = said(status, tree, refreshToken);
        return switch (status) {
            case 400, 401, 403 ->
                // who answers without a reason is not HubSpot's API: a proxy, a firewall
                reason(tree).isEmpty()
                        ? new Reply.Failed("HubSpot gives no access token: " + said + ".")
                        : new Reply.Refused("HubSpot gives no access token: " + said
                                + ". Check hubspot.oauth.client-id, hubspot.oauth.client-secret and"
                                + " hubspot.oauth.refresh-token; if the grant was"
                                + " revoked, have the account's owner grant the app anew.");
            case 404, 405 ->
                new Reply.Refused("HubSpot gives no access token: " + said
                        + ". Check hubspot.base-url and hubspot.oauth.token-path.");
            default -> new Reply.Failed("HubSpot gives no access token: " + said + ".");
        };
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.createObjectNode() : tree;
        } catch (IOException | RuntimeException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** {@code invalid_grant} by the standard, {@code BAD_REFRESH_TOKEN} by HubSpot. */
    private static String reason(JsonNode tree) {
        String standard = tree.path("error").asText();
        return standard.isEmpty() ? tree.path("status").asText() : standard;
    }

    private String said(int status, JsonNode tree, Secret refreshToken) {
        String message =
                tree.path("error_description").asText(tree.path("message").asText());
        String all = status + " at " + url + " " + reason(tree) + (message.isEmpty() ? "" : ": " + message);
        String clean = redacted(all.strip(), refreshToken);
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }

    private String redacted(String text, Secret refreshToken) {
        return Redaction.of(text, refreshToken, app.clientSecret(), app.clientId());
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
