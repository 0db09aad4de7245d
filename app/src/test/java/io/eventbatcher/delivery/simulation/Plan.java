package io.eventbatcher.delivery.simulation;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Makes a story out of a seed: some instances, some traffic, and many incidents, until all faults end. */
final class Plan {
    /** All that is wrong is over by then. */
    static final Duration FAULTS_END = Duration.ofMinutes(40);

    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final List<Route> ROUTES = List.of(Route.values());
    private static final int MOST_INCIDENTS = 14;

    private final Random chance;
    /** A source of its own, so that stories of before stay as they were. */
    private final Random undefined;

    private Plan(long seed) {
        chance = new Random(seed);
        undefined = new Random(seed + 1);
    }

    /** The story of this seed. */
    static Scenario of(long seed) {
        return new Plan(seed).scenario("seed " + seed);
    }

    private Scenario scenario(String name) {
        List<String> instances = NAMES.subList(0, pick(1, 1, 1, 2, 2, 3));
        Setup setup = Setup.usual()
                .instances(instances.toArray(String[]::new))
                .lanes(1 + chance.nextInt(4), 1 + chance.nextInt(2), 1 + chance.nextInt(2))
                .limits(pick(100, 300, 1_250), pick(190, 250))
                .inputs(pick(5, 50, 500))
                .idling(Duration.ofSeconds(3))
                .startingAt(Setup.NOON.plus(Duration.ofMinutes(chance.nextInt(12 * 60))));
        Scenario scenario = Scenario.named(name, setup).lasting(FAULTS_END);
        for (Route route : Route.values()) {
            scenario = scenario.traffic(traffic(route));
        }
        return scenario.with(Stream.generate(() -> incidents(instances))
                .limit(2 + chance.nextInt(MOST_INCIDENTS))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Incident::at))
                .toList());
    }

    private Traffic traffic(Route route) {
        return Traffic.on(route)
                .every(Duration.ofMillis(pick(2_000, 5_000, 15_000, 60_000)))
                .batchesOf(1 + chance.nextInt(pick(3, 12, 30)))
                .about(pick(2, 10, 100))
                .with(Map.of(
                        Nature.INVALID, pick(0, 0, 5, 30),
                        Nature.POISONOUS, pick(0, 0, 0, 2),
                        Nature.CONFLICTING, pick(0, 0, 0, 5),
                        Nature.FIREWALLED, pick(0, 0, 0, 3),
                        Nature.GONE, pick(0, 0, 0, 3),
                        Nature.UNKNOWN, route == Route.MARKETING_UPDATE ? pick(0, 20) : 0,
                        Nature.UNDEFINED, route == Route.BEHAVIORAL ? new int[] {0, 10, 200}[undefined.nextInt(3)] : 0))
                .until(FAULTS_END);
    }

    private List<Incident> incidents(List<String> instances) {
        Duration at = Duration.ofMillis(chance.nextInt((int) FAULTS_END.toMillis()));
        String instance = instances.get(chance.nextInt(instances.size()));
        return switch (chance.nextInt(10)) {
            case 0 -> List.of(Incidents.kill(at, instance), Incidents.start(at.plus(seconds(1, 90)), instance));
            case 1 ->
                List.of(
                        Incidents.stop(at, instance, seconds(5, 60)),
                        Incidents.start(at.plus(seconds(61, 120)), instance));
            case 2 -> List.of(Incidents.suspend(at, instance, seconds(1, 40)));
            case 3 -> List.of(Incidents.stepClock(at, instance, seconds(0, 900).minus(seconds(0, 900))));
            case 4 -> List.of(Incidents.settlingFails(at, pick(5, 20, 60), seconds(5, 120)));
            default -> List.of(fault(at));
        };
    }

    private Incident fault(Duration at) {
        Duration length = min(seconds(2, pick(10, 120, 900)), FAULTS_END.minus(at));
        return switch (chance.nextInt(13)) {
            case 0 -> hubSpot(at, length, "500", HubSpotFault.status(500));
            case 1 ->
                hubSpot(at, length, "503 now and then", HubSpotFault.status(503).inPercent(pick(5, 30, 70)));
            case 2 -> hubSpot(at, length, "black hole", HubSpotFault.blackHole());
            case 3 ->
                hubSpot(
                        at,
                        length,
                        "no answer now and then",
                        HubSpotFault.blackHole().inPercent(pick(2, 20)));
            case 4 ->
                hubSpot(
                        at,
                        length,
                        "504 after work",
                        HubSpotFault.answerLost(504).inPercent(pick(5, 40, 100)));
            case 5 ->
                hubSpot(
                        at,
                        length,
                        "connection lost after work",
                        HubSpotFault.answerLost(Reply.BROKEN_OFF).inPercent(pick(5, 40)));
            case 6 ->
                hubSpot(
                        at,
                        length,
                        "connection lost",
                        HubSpotFault.status(Reply.BROKEN_OFF).inPercent(pick(5, 100)));
            case 7 -> hubSpot(at, length, "401", HubSpotFault.status(401));
            case 8 ->
                hubSpot(
                        at,
                        length,
                        "route refused",
                        HubSpotFault.status(pick(301, 403, 404, 405)).onlyOn(route()));
            case 9 ->
                hubSpot(
                        at,
                        length,
                        "ten-secondly",
                        HubSpotFault.limited(seconds(0, 10)).inPercent(pick(5, 100)));
            case 10 ->
                hubSpot(
                        at,
                        length,
                        "DAILY",
                        HubSpotFault.dailyLimit(seconds(1, 600)).onlyOn(route()));
            case 11 ->
                hubSpot(
                        at,
                        length,
                        "423, 477 or a page",
                        HubSpotFault.status(pick(423, 477, 200)).inPercent(pick(5, 30)));
            default ->
                hubSpot(at, length, "slow", HubSpotFault.slow(seconds(1, 45)).inPercent(pick(5, 50)));
        };
    }

    private static Incident hubSpot(Duration at, Duration length, String what, HubSpotFault fault) {
        return Incidents.hubSpot(at, length, what, fault);
    }

    private Route route() {
        return ROUTES.get(chance.nextInt(ROUTES.size()));
    }

    private int pick(int... some) {
        return some[chance.nextInt(some.length)];
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(1_000L * from + chance.nextInt(1_000 * (to - from) + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
