package io.eventbatcher.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.SettingsFile;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Finds out whether HubSpot would take a route's requests, without sending an event: a request without inputs is refused as bad
 * only after credentials and scopes have been found good.
 */
public final class HubSpotProbe implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LONGEST_BODY = 64 * 1024;

    private final Settings settings;
    private final OkHttpClient http;
    private final Credentials credentials;

    /** @param timeout the longest one question may take */
    public HubSpotProbe(Settings settings, Duration timeout) {
        this.settings = settings;
        this.http = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.credentials = Credentials.of(settings.hubspot(), http, Clock.systemUTC());
    }

    /**
     * What HubSpot said.
     *
     * @param good whether events of this route would be judged, and not refused wholesale
     * @param detail what was found; when it is not good, with what to do
     */
    public record Result(boolean good, String detail) {}

    /** Asks on behalf of a route. Never throws. */
    public Result ask(Route route) {
        return credentials
                .current()
                .join()
                .fold(token -> ask(route, token), why -> new Result(false, why), why -> new Result(false, why));
    }

    private Result ask(Route route, Secret token) {
        Address address = Address.of(settings, route);
        try (Response response = http.newCall(address.request(token)
                        .post(RequestBody.create(address.api() == Api.V3 ? "{}" : "{\"inputs\":[]}", JSON))
                        .build())
                .execute()) {
            return judge(
                    route,
                    address,
                    response.code(),
                    response.peekBody(LONGEST_BODY).string());
        } catch (IOException | RuntimeException failed) {
            String why = Redaction.of(failed.getClass().getSimpleName() + ": " + failed.getMessage(), token);
            return new Result(
                    false,
                    address + " does not answer (" + why + "); check hubspot.base-url, the network and any proxy");
        }
    }

    private static Result judge(Route route, Address address, int status, String body) {
        String said = status + " at " + address;
        return switch (status) {
            // an empty list has no effect, so taking it would be as good as refusing it
            case 400, 413, 422, 200, 204, 207 -> new Result(true, "credentials and scope are good (" + said + ")");
            case 401 ->
                new Result(
                        false,
                        said + ": HubSpot does not know the token; set " + SettingsFile.TOKEN
                                + " to the token of a private app that is not revoked, and check hubspot.auth");
            case 403 -> new Result(false, said + ": " + forbidden(body));
            case 429 ->
                new Result(
                        false,
                        said + ": a rate limit or the daily quota is used up, so nothing can be told; try again");
            case 404, 405 ->
                new Result(
                        false, said + ": there is no such API; check hubspot.base-url and routes." + route + ".path");
            default ->
                new Result(
                        false,
                        said + ": "
                                + (status >= 500
                                        ? "HubSpot is in trouble; try again later"
                                        : "that is no answer of HubSpot's; check hubspot.base-url and routes." + route
                                                + ".path"));
        };
    }

    private static String forbidden(String body) {
        StringBuilder scopes = new StringBuilder();
        try {
            for (JsonNode error : MAPPER.readTree(body).path("errors")) {
                for (JsonNode scope : error.path("context").path("requiredGranularScopes")) {
                    scopes.append(scopes.length() == 0 ? "" : ", ").append(scope.asText());
                }
            }
        } catch (IOException noJson) {
            scopes.setLength(0);
        }
        return scopes.length() == 0
                ? "the token is known, but may not do this; check its scopes and the account's subscription"
                : "the token lacks the scope " + scopes + "; add it to the private app";
    }

    @Override
    public void close() {
        credentials.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
