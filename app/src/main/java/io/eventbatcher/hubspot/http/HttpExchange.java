package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.http.TlsFailure;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.answer.Answer;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.hubspot.credentials.Redaction;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** Sends a request once and turns the answer into an outcome. */
final class HttpExchange {
    private final Classifier classifier;
    private final HttpRequests requests;
    private volatile BiConsumer<Route, LimitHeaders> limits = (route, said) -> {};

    HttpExchange(Classifier classifier, HttpRequests requests) {
        this.classifier = classifier;
        this.requests = requests;
    }

    void onLimits(BiConsumer<Route, LimitHeaders> listener) {
        limits = listener;
    }

    /** @param http with the timeout of the request's route */
    CompletableFuture<Outcome> send(Call.Factory http, Address address, HubSpotRequest request, Secret token) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            Call sending = http.newCall(requests.of(address, request, token));
            ReadHead head = new ReadHead();
            sending.addEventListener(head);
            sending.enqueue(new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                    try {
                        outcome.complete(outcomeOf(request, call, response, token));
                    } finally {
                        // after an error of the machine, such as a full heap, which would leave the lane waiting; else
                        // without effect
                        outcome.complete(Classifier.withoutAnswer("the answer could not be read"));
                    }
                }

                @Override
                public void onFailure(Call call, IOException failure) {
                    try {
                        head.answer()
                                .map(answer -> classifier.classify(request, answer))
                                .ifPresent(outcome::complete);
                    } finally {
                        outcome.complete(Classifier.withoutAnswer(describe(failure, token)));
                    }
                }
            });
        } catch (RuntimeException notSent) {
            outcome.complete(Classifier.withoutAnswer(describe(notSent, token)));
        }
        return outcome;
    }

    private Outcome outcomeOf(HubSpotRequest request, Call call, Response response, Secret token) {
        Answer answer = AnswerReader.read(call, response, token);
        try {
            LimitHeaders.of(response::header).ifPresent(said -> limits.accept(request.route(), said));
            return classifier.classify(request, answer);
        } catch (RuntimeException unexpected) {
            return Classifier.withoutAnswer("after status " + response.code() + ": " + describe(unexpected, token));
        }
    }

    private static String describe(Exception failure, Secret token) {
        return TlsFailure.with("HubSpot", failure)
                .orElseGet(() -> Redaction.of(failure.getClass().getSimpleName() + ": " + failure.getMessage(), token));
    }
}
