package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.hubspot.credentials.Redaction;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request once and turns the answer into an outcome.
 *
 * <p>Each request carries {@code X-Event-Batcher-Instance}, {@code -Batch} and {@code -Attempt}, so that the receiver can tell a
 * repetition from a second delivery.
 */
final class HttpExchange {
    private final Classifier classifier;
    private final String instance;
    private volatile BiConsumer<Route, LimitHeaders> limits = (route, said) -> {};

    HttpExchange(Classifier classifier, String instance) {
        this.classifier = classifier;
        // header values are ASCII, unlike the names of hosts
        this.instance = instance.replaceAll("[^ -~]", "?");
    }

    void onLimits(BiConsumer<Route, LimitHeaders> listener) {
        limits = listener;
    }

    /** @param http with the timeout of the request's route */
    CompletableFuture<Outcome> send(OkHttpClient http, Address address, HubSpotRequest request, Secret token) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            http.newCall(httpRequest(address, request, token)).enqueue(new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                    outcome.complete(outcomeOf(request, response, token));
                }

                @Override
                public void onFailure(Call call, IOException failure) {
                    outcome.complete(Classifier.withoutAnswer(describe(failure, token)));
                }
            });
        } catch (RuntimeException notSent) {
            outcome.complete(Classifier.withoutAnswer(describe(notSent, token)));
        }
        return outcome;
    }

    private Request httpRequest(Address address, HubSpotRequest request, Secret token) {
        return address.request(token)
                .header("X-Event-Batcher-Instance", instance)
                .header("X-Event-Batcher-Batch", request.batchId())
                .header("X-Event-Batcher-Attempt", String.valueOf(request.attempt()))
                .post(address.body(request.inputs()))
                .build();
    }

    private Outcome outcomeOf(HubSpotRequest request, Response response, Secret token) {
        try (response) {
            LimitHeaders.of(response::header).ifPresent(said -> limits.accept(request.route(), said));
            return classifier.classify(request, AnswerReader.read(response, token));
        } catch (RuntimeException unexpected) {
            return Classifier.withoutAnswer("after status " + response.code() + ": " + describe(unexpected, token));
        }
    }

    private static String describe(Exception failure, Secret token) {
        return Redaction.of(failure.getClass().getSimpleName() + ": " + failure.getMessage(), token);
    }
}
