package io.eventbatcher.hubspot;

import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private static final long LONGEST_BODY = 64 * 1024;

    /** Stands for the inputs that are not sent, so that the answer is classified as any other. */
    private static final RequestInput NO_INPUT = new RequestInput() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public void writeTo(OutputStream target) {}

        @Override
        public String identity() {
            return "";
        }

        @Override
        public String uuid() {
            return "";
        }
    };

    private final Settings settings;
    private final OkHttpClient http;
    private final Credentials credentials;
    private final Classifier classifier;

    /** @param timeout the longest one question may take */
    public HubSpotProbe(Settings settings, Duration timeout) {
        this.settings = settings;
        this.http = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        this.credentials = Credentials.of(settings.hubspot(), http, Clock.systemUTC());
        this.classifier = new Classifier(settings.hubspot().answers(), Clock.systemUTC());
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
            byte[] body = response.peekBody(LONGEST_BODY).bytes();
            Answer answer = new Answer(response.code(), response.headers(), body, Duration.ZERO);
            HubSpotRequest nothing = new HubSpotRequest(route, List.of(NO_INPUT), "", 1);
            return classifier.classify(nothing, answer).fold(new ProbeFindings(route, address, answer));
        } catch (IOException | RuntimeException failed) {
            String why = Redaction.of(failed.getClass().getSimpleName() + ": " + failed.getMessage(), token);
            return new Result(
                    false,
                    address + " does not answer (" + why + "); check hubspot.base-url, the network and any proxy");
        }
    }

    @Override
    public void close() {
        credentials.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
