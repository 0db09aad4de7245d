package io.eventbatcher.hubspot.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;

/** What HubSpot may answer, and how the classifier is asked about it: at {@link #NOW}, unless a test has its own. */
final class Answers {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration TOOK = Duration.ofMillis(7);
    static final AnswerSettings DEFAULTS = AnswerSettings.defaults();
    static final Classifier CLASSIFIER = classifier(DEFAULTS, NOW);

    static final String ONE_DONE = "{\"status\":\"COMPLETE\",\"results\":[{\"objectId\":\"1\"}]}";
    static final String NOTHING_DONE = "{\"status\":\"COMPLETE\",\"results\":[]}";
    static final String VALIDATION =
            "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"no\",\"correlationId\":\"c-1\"}";
    static final String DAILY = "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\"}";
    static final String HTML = "<html><body>edge</body></html>";

    private Answers() {}

    static Classifier classifier(AnswerSettings settings, Instant now) {
        return new Classifier(settings, Clock.fixed(now, ZoneOffset.UTC));
    }

    static Outcome classify(Route route, int status, String body, String... identities) {
        return classify(route, status, body, Headers.of(), identities);
    }

    static Outcome classify(Route route, int status, String body, Headers headers, String... identities) {
        return classify(CLASSIFIER, route, status, body, headers, identities);
    }

    static Outcome classify(
            Classifier classifier, Route route, int status, String body, Headers headers, String... identities) {
        Answer answer = new Answer(status, headers, body.getBytes(UTF_8), TOOK);
        return classifier.classify(Text.request(route, identities), answer);
    }

    /** This JSON object with more fields. */
    static String with(String body, String more) {
        return body.substring(0, body.length() - 1) + "," + more + "}";
    }
}
