package io.eventbatcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.RetriedRequest;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StatusModelTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final String TOPIC = "hubspot.behavioral-events";
    private static final LaneCause HALTED =
            new LaneCause(Stage.CREDENTIALS, StateName.HALTED, "The token is refused.", NOW.minusSeconds(60), null);
    private static final LaneCause PARKED =
            new LaneCause(Stage.QUOTA, StateName.PARKED, "The quota.", NOW, NOW.plusSeconds(3_600));

    private final Settings settings = Settings.of(Map.of(
            "kafka.bootstrap-servers",
            "none:1",
            "registry.url",
            "http://none",
            "routes.behavioral.lanes",
            "2",
            "routes.marketing-upsert.enabled",
            "false",
            "routes.marketing-update.enabled",
            "false"));

    @Test
    void shouldGatherAllCausesOfAllLanesAtTheirStages() {
        // Given two instances with a lane each, and the same cause in both
        List<LaneState> states =
                List.of(lane("one", 0, HALTED, PARKED), lane("two", 1, HALTED).withWaiting(7, NOW.minusSeconds(90)));

        // When
        SystemStatus status = status(states, tallies(new Tally(60, 60, 0, 0), new Tally(40, 40, 0, 0)));

        // Then
        assertThat(status.instances()).containsExactly("one", "two");
        StageStatus credentials = stage(status, Stage.CREDENTIALS);
        assertThat(credentials.state()).isEqualTo("halted");
        assertThat(credentials.waiting()).isEqualTo(20);
        assertThat(credentials.oldest()).isEqualTo(NOW.minusSeconds(90));
        assertThat(credentials.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.where()).containsExactly("behavioral/0 of one", "behavioral/1 of two");
            assertThat(cause.since()).isEqualTo(NOW.minusSeconds(60));
            assertThat(cause.remedy()).contains("event-batcher lanes resume behavioral");
        });
        assertThat(stage(status, Stage.QUOTA).causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.until()).isEqualTo(NOW.plusSeconds(3_600)));
        assertThat(stage(status, Stage.ENDPOINT).well()).isTrue();
    }

    @Test
    void shouldFindThePlaceOfACauseThatAnEarlierReleaseTells() {
        // Given
        LaneCause down = new LaneCause(StateName.DOWN, "No answer.", NOW, null);
        LaneCause parked = new LaneCause(StateName.PARKED, "The quota.", NOW, null);

        // When
        SystemStatus status = status(List.of(lane("one", 0, down, parked), lane("one", 1)), Map.of());

        // Then
        assertThat(stage(status, Stage.ENDPOINT).state()).isEqualTo("down");
        assertThat(stage(status, Stage.QUOTA).state()).isEqualTo("parked");
    }

    @Test
    void shouldCountWhatWaitsBeforeEachStage() {
        // Given
        Map<Account, Tally> tallies = Map.of(
                new Account(Account.Stage.INGEST, TOPIC, 0), new Tally(100, 80, 0, 5),
                new Account(Account.Stage.INGEST, "hubspot.replays:behavioral", 0), new Tally(10, 10, 0, 0),
                new Account(Account.Stage.BATCHING, "behavioral", 0), new Tally(85, 60, 10, 2),
                new Account(Account.Stage.DELIVERY, "behavioral", 0), new Tally(40, 39, 0, 1));

        // When
        SystemStatus status = status(List.of(lane("one", 0), lane("one", 1)), tallies);

        // Then
        assertThat(stage(status, Stage.SOURCE).waiting()).isEqualTo(3 + 2);
        assertThat(stage(status, Stage.SOURCE).oldest()).isEqualTo(NOW.minusSeconds(5));
        assertThat(stage(status, Stage.INGEST).waiting()).isEqualTo(15);
        assertThat(stage(status, Stage.BATCHING).waiting()).isEqualTo(90 - 72);
        assertThat(stage(status, Stage.LANES).waiting()).isEqualTo(60 - 40);
        assertThat(status.waiting()).isEqualTo(5 + 15 + 18 + 20);
        assertThat(status.well()).isTrue();
    }

    @Test
    void shouldNameTheLanesOfAnInstanceThatIsGone() {
        // Given
        LaneState gone = LaneState.of("two", "behavioral", 1, List.of(HALTED), 0, 0, NOW.minus(Duration.ofMinutes(5)));
        LaneState forgotten = LaneState.of("three", "behavioral", 1, List.of(), 0, 0, NOW.minus(Duration.ofDays(2)));

        // When
        SystemStatus status = status(List.of(lane("one", 0), gone, forgotten), Map.of());

        // Then
        assertThat(status.silent()).containsExactly("two");
        assertThat(stage(status, Stage.LANES).causes()).singleElement().satisfies(cause -> {
            assertThat(cause.state()).isEqualTo("unattended");
            assertThat(cause.where()).containsExactly("behavioral/1 (last had by two)");
        });
        assertThat(stage(status, Stage.CREDENTIALS).well()).isTrue();
    }

    @Test
    void shouldSayThatNoInstanceRuns() {
        // When
        SystemStatus status = status(List.of(), Map.of());

        // Then
        assertThat(status.stage(StageStatus.ALL, Stage.INSTANCES))
                .hasValueSatisfying(instances -> assertThat(instances.state()).isEqualTo("unattended"));
        assertThat(stage(status, Stage.LANES).state()).isEqualTo("unattended");
    }

    @Test
    void shouldShowSourcesThatWait() {
        // Given
        LaneState registry = LaneState.ofRegistry("one", "The registry answers 503.", NOW.minusSeconds(70), NOW);
        LaneState halted = LaneState.ofSource("one", TOPIC, "The wrong topic.", NOW, NOW);
        LaneState held = LaneState.ofLoss("one", "source/" + TOPIC + "/3/x", "Records are gone.", NOW, NOW);
        LaneState regrouped = LaneState.ofLoss(
                "one", "source/event-batcher-behavioral-repartition/3/x", "Records are gone.", NOW, NOW);
        LaneState foreign = LaneState.ofSource("one", "hubspot.marketing-upserts", "Another topic.", NOW, NOW);

        // When
        SystemStatus status = status(
                List.of(lane("one", 0), lane("one", 1), registry, halted, held, regrouped, foreign),
                Map.of(new Account(Account.Stage.INGEST, TOPIC, 0), new Tally(10, 4, 0, 0)));

        // Then
        assertThat(stage(status, Stage.SOURCE).causes())
                .extracting(StatusCause::state)
                .containsExactly("halted", "held");
        assertThat(stage(status, Stage.SOURCE).causes().get(1).where()).containsExactly(TOPIC + "/3 of one");
        StageStatus ingest = stage(status, Stage.INGEST);
        assertThat(ingest.state()).isEqualTo("waiting");
        assertThat(ingest.waiting()).isEqualTo(6);
        assertThat(ingest.oldest()).isEqualTo(NOW.minusSeconds(70));
        assertThat(stage(status, Stage.BATCHING).state()).isEqualTo("held");
    }

    @Test
    void shouldShowPartsOfInstancesAndACauseThatAllSeeOnce() {
        // Given
        LaneCause refused = new LaneCause(Stage.SETTLING, StateName.FAILING, "The topic takes nothing.", NOW, null);
        LaneCause ended = new LaneCause(Stage.INSTANCES, StateName.FAILING, "A thread has ended.", NOW, null);
        LaneCause ones = new LaneCause(Stage.SOURCE, StateName.GROWING, "From 1 to 2,000.", NOW, null);
        LaneCause twos = new LaneCause(Stage.SOURCE, StateName.GROWING, "From 2 to 2,001.", NOW.minusSeconds(3), null);
        List<LaneState> states = List.of(
                lane("one", 0),
                lane("two", 1),
                part("one", "settling/transactions", refused),
                part("two", "instances/operators", ended),
                part("one", "growing/" + TOPIC, ones),
                part("two", "growing/" + TOPIC, twos));

        // When
        SystemStatus status = status(states, Map.of());

        // Then
        assertThat(stage(status, Stage.SETTLING).causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.where()).containsExactly("settling/transactions of one"));
        assertThat(status.stage(StageStatus.ALL, Stage.INSTANCES))
                .hasValueSatisfying(instances -> assertThat(instances.state()).isEqualTo("failing"));
        assertThat(stage(status, Stage.SOURCE).causes()).singleElement().satisfies(cause -> {
            assertThat(cause.reason()).isEqualTo("From 1 to 2,000.");
            assertThat(cause.since()).isEqualTo(NOW.minusSeconds(3));
        });
    }

    @Test
    void shouldShowTheOldestRequestsThatAreTriedAgain() {
        // Given
        LaneCause retrying = new LaneCause(Stage.ENDPOINT, StateName.RETRYING, "A request waits.", NOW, null);
        RetriedRequest old = new RetriedRequest(7, "503.", NOW.minusSeconds(100), NOW.plusSeconds(10));
        RetriedRequest young = new RetriedRequest(2, "500.", NOW.minusSeconds(10), null);

        // When
        SystemStatus status = status(
                List.of(
                        lane("one", 0, retrying).withRetried(List.of(young)),
                        lane("two", 1, retrying).withRetried(List.of(old))),
                Map.of());

        // Then
        assertThat(stage(status, Stage.ENDPOINT).retried())
                .containsExactly(
                        new StageStatus.Retried("behavioral/1 of two", old),
                        new StageStatus.Retried("behavioral/0 of one", young));
        assertThat(status.toJson().at("/stages/6/retried/0/attempt").asInt()).isEqualTo(7);
    }

    @Test
    void shouldTellOfItsOwnLanesWhileKafkaIsAway() {
        // Given
        LaneState own = lane("one", 0, PARKED).withWaiting(12, NOW.minusSeconds(9));
        LaneCause away = new LaneCause(Stage.INSTANCES, StateName.FAILING, "Kafka is away.", NOW.minusSeconds(8), null);

        // When
        SystemStatus status = new StatusModel(settings, StatusFacts.withoutKafka(List.of(own), away), NOW).status();

        // Then
        assertThat(stage(status, Stage.QUOTA).waiting()).isEqualTo(12);
        assertThat(stage(status, Stage.LANES).well()).isTrue();
        assertThat(status.stage(StageStatus.ALL, Stage.INSTANCES).orElseThrow().causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.since()).isEqualTo(NOW.minusSeconds(8)));
    }

    private static LaneState lane(String instance, int number, LaneCause... causes) {
        return LaneState.of(instance, "behavioral", number, List.of(causes), 0, 0, NOW);
    }

    private static LaneState part(String instance, String part, LaneCause cause) {
        return LaneState.ofPart(instance, part, Optional.of(cause), NOW);
    }

    private static Map<Account, Tally> tallies(Tally batched, Tally delivered) {
        return Map.of(
                new Account(Account.Stage.BATCHING, "behavioral", 0), batched,
                new Account(Account.Stage.DELIVERY, "behavioral", 0), delivered);
    }

    private SystemStatus status(List<LaneState> states, Map<Account, Tally> tallies) {
        Map<TopicPartition, Backlog> backlogs = Map.of(
                new TopicPartition(settings.route(Route.BEHAVIORAL).topic(), 0),
                new Backlog(3, 0, NOW.minusSeconds(5)),
                new TopicPartition(settings.route(Route.BEHAVIORAL).topic(), 1),
                new Backlog(0, 2, null));
        StatusFacts facts = new StatusFacts(new ArrayList<>(states), tallies, backlogs, Optional.empty());
        return new StatusModel(settings, facts, NOW).status();
    }

    private static StageStatus stage(SystemStatus status, Stage stage) {
        return status.stage("behavioral", stage).orElseThrow();
    }
}
