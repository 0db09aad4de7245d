package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.http.TlsFailure;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.answer.Answer;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.hubspot.credentials.Credentials;
import io.eventbatcher.hubspot.credentials.CredentialsFactory;
import io.eventbatcher.hubspot.credentials.Redaction;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/**
 * Tests a route without sending an event: HubSpot refuses a request without inputs as bad only after checking credentials and scopes.
 */
public final class HubSpotProbe implements AutoCloseable {
    private final Settings settings;
    private final OkHttpClient http;
    private final Credentials credentials;
    private final Classifier classifier;
    private final HttpRequests requests;

    /** @param timeout bounds each probe */
    public HubSpotProbe(Settings settings, Duration timeout) {
        this.settings = settings;
        this.http = OkHttpClients.withoutRedirects().callTimeout(timeout).build();
        this.credentials = CredentialsFactory.of(settings.hubspot(), http, Clocks.SYSTEM);
        this.classifier = new Classifier(settings.hubspot().answers(), Clocks.SYSTEM);
        this.requests = new HttpRequests(settings);
    }

    /** Probes a route. Never throws. */
    public ProbeResult ask(Route route) {
        return credentials
                .current()
                .join()
                .fold(
                        token -> ask(route, token),
                        why -> new ProbeResult(false, why),
                        why -> new ProbeResult(false, why));
    }

    private ProbeResult ask(Route route, Secret token) {
        Address address = Address.of(settings, route);
        HubSpotRequest request = new HubSpotRequest(route, 0, List.of(new NoInput(address.api())), "validate", 1);
        ReadHead head = new ReadHead();
        Answer answer;
        try {
            Call call = http.newCall(requests.of(address, request, token));
            call.addEventListener(head);
            answer = AnswerReader.read(call, call.execute(), token);
        } catch (IOException | RuntimeException failed) {
            if (head.answer().isEmpty()) {
                return new ProbeResult(false, unanswered(address, failed, token));
            }
            answer = head.answer().get();
        }
        return classifier.classify(request, answer).fold(new ProbeMessages(route, address, answer));
    }

    private static String unanswered(Address address, Exception failure, Secret token) {
        return TlsFailure.with(address.toString(), failure)
                .orElseGet(() -> address + " does not answer ("
                        + Printable.of(
                                Redaction.of(failure.getClass().getSimpleName() + ": " + failure.getMessage(), token))
                        + "); check hubspot.base-url, the network and any proxy");
    }

    @Override
    public void close() {
        credentials.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
