package io.eventbatcher.sandbox.torture.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Reply;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.StatusCause;
import io.eventbatcher.status.StatusUnderAnswers;
import io.eventbatcher.status.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A walk through all kinds of faults: the status names each while it lasts, and is well afterwards. */
class FaultsInStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final String TOPIC = "hubspot.behavioral-events";

    /** Kinds that keep nothing waiting: an event is delivered, or is a dead letter, with the next answer. */
    private static final Set<String> PASSING = Set.of(
            FaultKinds.KNOWN_UUIDS,
            FaultKinds.SCHEMA_UNREADABLE,
            FaultKinds.RECORD_TOO_LARGE,
            Culprit.CONFLICT.label(),
            ApiFault.SLOW.label());

    /** Kinds that befall the process or its surroundings. */
    private static final Set<String> AROUND = Set.of(
            FaultKinds.KILL,
            FaultKinds.KILL_WHILE_BATCHING,
            FaultKinds.KILL_BEFORE_ANSWER,
            FaultKinds.KILL_AFTER_ANSWER,
            FaultKinds.LEAVE,
            FaultKinds.JOIN,
            FaultKinds.CLOCK_STEP,
            FaultKinds.BROKER,
            FaultKinds.REGISTRY,
            FaultKinds.TOPIC_GROWN,
            FaultKinds.TOPIC_RECREATED,
            FaultKinds.RECORDS_EXPIRED,
            FaultKinds.DEAD_LETTERS_REFUSED);

    static Stream<String> kindsOfAnswers() {
        return FaultKinds.all().stream().filter(kind -> !PASSING.contains(kind) && !AROUND.contains(kind));
    }

    @ParameterizedTest
    @MethodSource("kindsOfAnswers")
    void shouldNameAnAnswerOfHubSpotUntilHubSpotTakesEventsAgain(String kind) {
        // Given
        Reply reply = reply(kind);
        StatusUnderAnswers status = new StatusUnderAnswers(marketing(kind) ? Route.MARKETING_UPSERT : Route.BEHAVIORAL);

        // When
        List<SystemStatus> during = reply instanceof Reply.Answer answer
                ? status.during(answer.status(), headers(answer), answer.body())
                : status.withoutAnswer();
        SystemStatus after = status.after();

        // Then
        assertThat(during.stream().flatMap(look -> named(look, kind).stream()))
                .as("what the status says of %s", kind)
                .anyMatch(words -> words.contains(
                        reply instanceof Reply.Answer answer ? String.valueOf(answer.status()) : "connection reset"));
        assertThat(after.stages())
                .filteredOn(stage -> stage.stage() != Stage.LANES)
                .allMatch(StageStatus::well);
    }

    @ParameterizedTest
    @CsvSource({
        "kill, lanes, unattended",
        "kill-while-batching, lanes, unattended",
        "kill-before-answer, lanes, unattended",
        "kill-after-answer, lanes, unattended",
        "clock-step, lanes, unattended",
        "leave, lanes, unattended",
        "broker-restart, instances, failing",
        "registry-outage, ingest, waiting",
        "topic-grown, ingest, failing",
        "topic-recreated, source, held",
        "records-expired, source, held",
        "dead-letters-refused, settling, failing"
    })
    void shouldNameWhatBefallsAProcessOrItsSurroundings(String kind, String stage, String state) {
        // Given
        List<LaneState> healthy = lanes("one", NOW);

        // When
        SystemStatus during = during(kind);
        SystemStatus after = StatusUnderAnswers.of(healthy, NOW);

        // Then
        assertThat(during.stages()).anySatisfy(one -> {
            assertThat(one.stage().label()).isEqualTo(stage);
            assertThat(one.state()).isEqualTo(state);
            assertThat(one.causes().get(0).remedy()).isNotEmpty();
        });
        assertThat(after.well()).isTrue();
    }

    @Test
    void shouldKnowEveryKindOfFault() {
        // Given
        Set<String> walked = new HashSet<>(PASSING);
        walked.addAll(AROUND);
        kindsOfAnswers().filter(kind -> answered(kind).isPresent()).forEach(walked::add);

        // When
        List<String> all = FaultKinds.all();

        // Then
        assertThat(walked).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void shouldNameAnInstanceThatJoins() {
        // Given an instance that has no lane yet
        List<LaneState> states = new ArrayList<>(lanes("one", NOW));
        states.add(LaneState.ofPart("guest", "instances/process", Optional.empty(), NOW));

        // When
        SystemStatus status = StatusUnderAnswers.of(states, NOW);

        // Then
        assertThat(status.instances()).containsExactly("guest", "one");
        assertThat(status.well()).isTrue();
    }

    /** What instances tell while the fault lasts. */
    private static SystemStatus during(String kind) {
        List<LaneState> states = new ArrayList<>(lanes("one", NOW));
        switch (kind) {
            case "broker-restart" -> {
                LaneCause away = new LaneCause(Stage.INSTANCES, StateName.FAILING, "Kafka does not answer.", NOW, null);
                return StatusUnderAnswers.withoutKafka(states, away, NOW);
            }
            case "registry-outage" ->
                states.add(LaneState.ofRegistry("one", "The registry answers 503.", NOW.minusSeconds(9), NOW));
            case "topic-grown" ->
                states.add(failing(Stage.INGEST, "partitions", "The topic t has too few partitions."));
            case "topic-recreated", "records-expired" ->
                states.add(LaneState.ofLoss("one", "source/" + TOPIC + "/3/x", "Records are gone.", NOW, NOW));
            case "dead-letters-refused" ->
                states.add(failing(Stage.SETTLING, "transactions", "Delivery cannot settle: the topic t refuses."));
            case "leave" -> states.removeIf(state -> state.lane() == 0);
            default -> {
                states.removeIf(state -> state.lane() == 0);
                Instant lastWord = NOW.minus(Duration.ofSeconds(36));
                states.addAll(lanes("two", lastWord).stream()
                        .filter(state -> state.lane() == 0)
                        .toList());
            }
        }
        return StatusUnderAnswers.of(states, NOW);
    }

    private static LaneState failing(Stage stage, String part, String reason) {
        LaneCause cause = new LaneCause(stage, StateName.FAILING, reason, NOW, null);
        return LaneState.ofPart("one", stage.label() + '/' + part, Optional.of(cause), NOW);
    }

    private static List<LaneState> lanes(String instance, Instant at) {
        List<LaneState> lanes = new ArrayList<>();
        StatusUnderAnswers.settings().routes().forEach((route, of) -> {
            for (int lane = 0; lane < of.lanes(); lane++) {
                lanes.add(LaneState.of(instance, route.label(), lane, List.of(), 0, 0, at));
            }
        });
        return lanes;
    }

    /** Reasons of all causes at the stage where the fault belongs. */
    private static List<String> named(SystemStatus status, String kind) {
        String route = (marketing(kind) ? Route.MARKETING_UPSERT : Route.BEHAVIORAL).label();
        Stage stage = switch (kind) {
            case "401" -> Stage.CREDENTIALS;
            case "429-daily", "477" -> Stage.QUOTA;
            default -> Stage.ENDPOINT;
        };
        return status.stage(route, stage).orElseThrow().causes().stream()
                .map(StatusCause::reason)
                .toList();
    }

    private static boolean marketing(String kind) {
        return Stream.of(ApiFault.values()).anyMatch(fault -> fault.label().equals(kind) && fault.marketingOnly());
    }

    private static Map<String, String> headers(Reply.Answer answer) {
        return answer.contentType().isEmpty()
                ? answer.headers()
                : Stream.concat(
                                answer.headers().entrySet().stream(),
                                Map.of("Content-Type", answer.contentType()).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Reply reply(String kind) {
        return answered(kind).orElseThrow();
    }

    /** HubSpot's reply to a request that the fault hits; empty for a fault of another kind. */
    private static Optional<Reply> answered(String kind) {
        if (kind.equals(FaultKinds.REFUSED) || kind.equals(FaultKinds.CONNECTIONS_SWALLOW)) {
            return Optional.of(new Reply.Reset());
        }
        Stream<Effect> ofEvents = Stream.of(Culprit.values())
                .filter(culprit -> culprit.label().equals(kind))
                .map(Culprit::answer);
        Stream<Effect> ofRequests = Stream.of(ApiFault.values())
                .filter(fault -> fault.label().equals(kind))
                .map(fault -> fault.effect(
                        List.of(new TakenInput("a", Map.of()), new TakenInput("b", Map.of())), new Random(7)));
        return Stream.concat(ofEvents, ofRequests).findFirst().map(FaultsInStatusTest::reply);
    }

    private static Reply reply(Effect effect) {
        if (effect instanceof Effect.Answer || effect instanceof Effect.Reset) {
            return effect.replace(Reply.Answer.empty(204), new UUID(0, 7));
        }
        if (effect instanceof Effect.Delayed) {
            return new Reply.Reset();
        }
        String body = effect instanceof Effect.Unfinished
                ? "{\"status\":\"PROCESSING\"}"
                : "{\"status\":\"COMPLETE\",\"results\":[]}";
        Reply.Answer answer =
                Reply.Answer.json(effect instanceof Effect.EmptyMultiStatus ? 207 : 200, body.getBytes(UTF_8));
        return effect instanceof Effect.Truncated ? answer.truncated() : answer;
    }
}
