package io.eventbatcher.hubspot.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import okhttp3.Headers;

/** Reads answers of a simulated HubSpot as the client reads those of the true one. */
public final class SimulatedAnswers {
    private final Classifier classifier;

    public SimulatedAnswers(AnswerSettings settings, InstantSource clock) {
        classifier = new Classifier(settings, clock);
    }

    /** The outcome of a request that was answered so. */
    public Outcome outcome(
            HubSpotRequest request, int status, Map<String, String> headers, String body, Duration latency) {
        Headers.Builder all = new Headers.Builder();
        headers.forEach((name, value) -> all.add("Retry-After".equals(name) ? Answer.RETRY_AFTER : name, value));
        return classifier.classify(request, new Answer(status, all.build(), body.getBytes(UTF_8), latency));
    }

    /** The outcome of a request without an answer. */
    public Outcome unanswered(String why) {
        return Classifier.withoutAnswer(why);
    }
}
