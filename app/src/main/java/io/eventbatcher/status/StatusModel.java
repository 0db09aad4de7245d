package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes the status from facts: which stage waits, for which causes, and how much waits there. */
final class StatusModel {
    /** Longer ago nobody misses an instance: in containers each has a new name. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int MOST_RETRIED = 3;
    private static final List<Stage> OF_DELIVERY =
            List.of(Stage.LANES, Stage.CREDENTIALS, Stage.QUOTA, Stage.ENDPOINT, Stage.SETTLING);

    private final Settings settings;
    private final StatusFacts facts;
    private final Instant now;
    private final List<LaneState> heard;
    private final HeardCauses causes;

    StatusModel(Settings settings, StatusFacts facts, Instant now) {
        this.settings = settings;
        this.facts = facts;
        this.now = now;
        this.heard = facts.states().stream()
                .filter(state -> OperatorChannel.isHeard(state, now))
                .toList();
        this.causes = new HeardCauses(settings, heard);
    }

    SystemStatus status() {
        List<StageStatus> stages = new ArrayList<>();
        for (Route route : settings.enabledRoutes()) {
            stages.add(source(route));
            stages.add(ingest(route));
            stages.add(batching(route));
            OF_DELIVERY.forEach(stage -> stages.add(delivery(route, stage)));
        }
        stages.add(replays());
        stages.add(new StageStatus(StageStatus.ALL, Stage.INSTANCES, 0, null, ofInstances()));
        Set<String> instances = names(heard.stream());
        Set<String> silent = names(facts.states().stream()
                .filter(state -> Duration.between(state.at(), now).compareTo(REMEMBERED) < 0));
        silent.removeAll(instances);
        // the stages of delivery tell of the same events
        long waiting = stages.stream()
                .filter(stage -> stage.stage() == Stage.LANES || !OF_DELIVERY.contains(stage.stage()))
                .mapToLong(StageStatus::waiting)
                .sum();
        return new SystemStatus(
                settings.applicationId(),
                now,
                List.copyOf(instances),
                List.copyOf(silent),
                waiting,
                stages,
                facts.kafka().isPresent() ? List.of() : flows());
    }

    private List<RouteFlow> flows() {
        return settings.enabledRoutes().stream().map(this::flow).toList();
    }

    private RouteFlow flow(Route route) {
        Tally ingested = ingested(route);
        Tally batched = tally(Account.Stage.BATCHING, route);
        Tally delivered = tally(Account.Stage.DELIVERY, route);
        return new RouteFlow(
                route.label(),
                ingested.in(),
                ingested.out(),
                batched.out(),
                ingested.duplicates() + batched.duplicates() + delivered.duplicates(),
                delivered.out(),
                ingested.dead() + batched.dead() + delivered.dead());
    }

    private static Set<String> names(Stream<LaneState> states) {
        Set<String> names = new TreeSet<>();
        states.forEach(state -> names.add(state.instance()));
        return names;
    }

    private StageStatus source(Route route) {
        return ofTopic(route.label(), Stage.SOURCE, settings.route(route).topic());
    }

    private StageStatus replays() {
        return ofTopic(StageStatus.ALL, Stage.REPLAYS, settings.topics().replays());
    }

    private StageStatus ofTopic(String route, Stage stage, String topic) {
        Backlog backlog = facts.backlog(topic);
        return new StageStatus(
                route, stage, backlog.unread() + backlog.hidden(), backlog.oldest(), causes.at(route, stage));
    }

    private StageStatus ingest(Route route) {
        List<StatusCause> all = causes.at(route.label(), Stage.INGEST);
        Instant since = all.stream().map(StatusCause::since).reduce(null, Backlog::earlier);
        long deferred = ingested(route).waiting();
        return new StageStatus(route.label(), Stage.INGEST, deferred, deferred == 0 ? null : since, all);
    }

    private StageStatus batching(Route route) {
        Tally batched = tally(Account.Stage.BATCHING, route);
        long onTheWay = ingested(route).out() - batched.out() - batched.duplicates() - batched.dead();
        return new StageStatus(
                route.label(), Stage.BATCHING, Math.max(0, onTheWay), null, causes.at(route.label(), Stage.BATCHING));
    }

    private Tally ingested(Route route) {
        String topic = settings.route(route).topic();
        String replays = Account.nameOfReplays(settings.topics().replays(), route);
        return facts.sum(
                Account.Stage.INGEST,
                account -> account.name().equals(topic) || account.name().equals(replays));
    }

    private Tally tally(Account.Stage stage, Route route) {
        return facts.sum(stage, account -> account.name().equals(route.label()));
    }

    /** All stages of delivery hold up the same events, which count where a cause holds, and at the lanes. */
    private StageStatus delivery(Route route, Stage stage) {
        List<StatusCause> all = new ArrayList<>(causes.at(route.label(), stage));
        if (stage == Stage.LANES) {
            all.addAll(unattended(route));
        }
        if (all.isEmpty() && stage != Stage.LANES) {
            return new StageStatus(route.label(), stage, 0, null, all);
        }
        long unsettled = tally(Account.Stage.BATCHING, route).out()
                - tally(Account.Stage.DELIVERY, route).in();
        long inMemory = lanes(route).mapToLong(LaneState::waiting).sum();
        Instant oldest = lanes(route)
                .map(LaneState::oldest)
                .reduce(facts.backlog(settings.topics().batches(route)).oldest(), Backlog::earlier);
        long waiting = Math.max(facts.kafka().isPresent() ? inMemory : 0, unsettled);
        List<StageStatus.Retried> retried = stage == Stage.ENDPOINT ? retried(route) : List.of();
        return new StageStatus(route.label(), stage, waiting, waiting == 0 ? null : oldest, all, retried);
    }

    private Stream<LaneState> lanes(Route route) {
        return heard.stream().filter(state -> state.route().equals(route.label()));
    }

    private List<StageStatus.Retried> retried(Route route) {
        return lanes(route)
                .flatMap(lane -> lane.retried().stream()
                        .map(request -> new StageStatus.Retried(HeardCauses.where(lane), request)))
                .sorted(Comparator.comparing(one -> one.request().since()))
                .limit(MOST_RETRIED)
                .toList();
    }

    private List<StatusCause> unattended(Route route) {
        if (facts.kafka().isPresent()) {
            return List.of();
        }
        List<String> lanes = new ArrayList<>();
        for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
            int number = lane;
            if (lanes(route).noneMatch(state -> state.lane() == number)) {
                lanes.add(route.label() + '/' + lane + lastOwner(route, lane));
            }
        }
        return lanes.isEmpty() ? List.of() : List.of(unattended("No running instance has these lanes.", lanes));
    }

    private String lastOwner(Route route, int lane) {
        return facts.states().stream()
                .filter(state -> state.route().equals(route.label()) && state.lane() == lane)
                .max(Comparator.comparing(LaneState::at))
                .map(last -> " (last had by " + last.instance() + ")")
                .orElse("");
    }

    private static StatusCause unattended(String reason, List<String> where) {
        LaneCause cause = new LaneCause(StateName.UNATTENDED, reason, null, null);
        return new StatusCause(cause.state(), reason, null, null, Remedy.of(Stage.LANES, cause, ""), where);
    }

    private List<StatusCause> ofInstances() {
        List<StatusCause> all = new ArrayList<>();
        if (heard.isEmpty()) {
            all.add(unattended("No instance runs, or none reaches Kafka.", List.of()));
        }
        facts.kafka()
                .ifPresent(trouble -> all.add(new StatusCause(
                        trouble.state(),
                        trouble.reason(),
                        trouble.since(),
                        null,
                        "Mend Kafka, or the way to it; all goes on by itself. Counts are unknown until then.",
                        List.of())));
        all.addAll(causes.at(StageStatus.ALL, Stage.INSTANCES));
        return all;
    }
}
