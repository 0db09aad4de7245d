package io.eventbatcher.status;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.hubspot.answer.Answer;
import io.eventbatcher.hubspot.answer.Classifier;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Headers;

/** The status while HubSpot gives every request the same answer: delivery as it is, on virtual time. */
public final class StatusUnderAnswers {
    private static final Duration FAULT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS = 10;
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final Bench bench = new Bench();
    private final Classifier classifier = new Classifier(AnswerSettings.defaults(), bench.time);
    private final Route route;

    /** A lane of the route with events to send. */
    public StatusUnderAnswers(Route route) {
        this.route = route;
        Lane lane = bench.lane(route, 8, 2);
        for (int i = 0; i < 20; i++) {
            bench.put(lane, Bench.event("a" + i), Bench.event("b" + i));
        }
    }

    /** The status after some time of this answer, several times: a stop of seconds begins again with each request. */
    public List<SystemStatus> during(int status, Map<String, String> headers, byte[] body) {
        Headers.Builder sent = new Headers.Builder();
        headers.forEach(
                (name, value) -> sent.add(name.equalsIgnoreCase("Retry-After") ? Answer.RETRY_AFTER : name, value));
        Answer answer = new Answer(status, sent.build(), body, Duration.ofMillis(5));
        bench.hubSpot.answer(inputs -> classifier.classify(
                Text.request(
                        route,
                        IntStream.range(0, inputs.size())
                                .mapToObj(String::valueOf)
                                .toArray(String[]::new)),
                answer));
        return looks();
    }

    /** The status after some time without an answer. */
    public List<SystemStatus> withoutAnswer() {
        bench.hubSpot.answer(inputs -> Classifier.withoutAnswer("connection reset"));
        return looks();
    }

    private List<SystemStatus> looks() {
        bench.run(FAULT);
        return Stream.generate(() -> {
                    bench.run(LOOK);
                    return status();
                })
                .limit(LOOKS)
                .toList();
    }

    /** The status some time after the fault. */
    public SystemStatus after() {
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.pass(RECOVERY);
        return status();
    }

    private SystemStatus status() {
        return of(bench.states.latest(), bench.time.instant());
    }

    /** The status as far as these states tell. */
    public static SystemStatus of(List<LaneState> states, Instant now) {
        return model(new StatusFacts(states, Map.of(), Map.of(), Optional.empty()), now);
    }

    /** The status of an instance that cannot ask Kafka. */
    public static SystemStatus withoutKafka(List<LaneState> own, LaneCause trouble, Instant now) {
        return model(StatusFacts.withoutKafka(own, trouble), now);
    }

    private static SystemStatus model(StatusFacts facts, Instant now) {
        return new StatusModel(settings(), facts, now).status();
    }

    /** Those of the delivery. */
    public static Settings settings() {
        return Bench.settings("");
    }
}
