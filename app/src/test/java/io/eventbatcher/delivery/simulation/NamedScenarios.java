package io.eventbatcher.delivery.simulation;

import static io.eventbatcher.route.Route.BEHAVIORAL;
import static io.eventbatcher.route.Route.MARKETING_UPDATE;
import static io.eventbatcher.route.Route.MARKETING_UPSERT;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The stories that the report tells. */
final class NamedScenarios {
    private static final Duration FAULT = minutes(2);
    private static final Duration CURE = minutes(7);

    private NamedScenarios() {}

    /**
     * A story, and the time of its cure.
     *
     * @param about a sentence for the reader
     */
    record Story(Scenario scenario, Duration cure, String about) {}

    static List<Story> all() {
        return List.of(
                new Story(burstOf503s(), CURE, "HubSpot answers 503 from minute 2 to minute 7."),
                new Story(blackHole(), CURE, "HubSpot answers nothing from minute 2 to minute 7."),
                new Story(
                        oneBadEvent(),
                        Duration.ofSeconds(10),
                        "Each route gets one full batch with one event that HubSpot refuses."),
                new Story(
                        conflict(),
                        FAULT,
                        "At minute 2 each route gets a batch with one event for which HubSpot answers 409 to the whole request."),
                new Story(
                        firewall(),
                        FAULT,
                        "At minute 2 each route gets a batch with one event for which a firewall before HubSpot answers 403, with a page."),
                new Story(
                        undefinedName(),
                        CURE,
                        "Until minute 7 HubSpot lacks the definition of the name of one behavioral event in twenty."),
                new Story(
                        scattered(),
                        CURE,
                        "Until minute 7 HubSpot refuses one event in a hundred of each route; one refusal in three names the event, one names"
                                + " another."),
                new Story(runOfRejections(), CURE, "HubSpot refuses every behavioral event from minute 2 to minute 7."),
                new Story(
                        daily(),
                        minutes(20),
                        "The day's quota is used up from minute 2 until midnight, which is minute 20."),
                new Story(unauthorized(), CURE, "HubSpot does not take the token from minute 2 to minute 7."),
                new Story(
                        threeInstances(),
                        minutes(3),
                        "400 events a second where 300 a second may go, in requests of 10; two instances join in minute 1, one is killed at minute 3"
                                + " and another stops at minute 4."),
                new Story(
                        poison(),
                        minutes(2),
                        "At minute 2 a behavioral batch comes with two events on which HubSpot fails for ever, and an update batch with one."),
                new Story(
                        lostAnswers(),
                        CURE,
                        "From minute 2 to minute 7 HubSpot takes requests, and one answer in five is lost."),
                new Story(
                        clockSteps(),
                        minutes(4),
                        "The instance's clock is set back by ten minutes in minute 2, and forward by twenty in minute 4."));
    }

    static Scenario burstOf503s() {
        return everyRoute("A burst of 503s")
                .fault(FAULT, CURE, "503", HubSpotFault.status(503))
                .lasting(minutes(13));
    }

    static Scenario blackHole() {
        return everyRoute("A black hole")
                .fault(FAULT, CURE, "nothing", HubSpotFault.blackHole())
                .lasting(minutes(13));
    }

    static Scenario oneBadEvent() {
        return Scenario.named("One bad event in a batch", Setup.usual())
                .batch(Duration.ofSeconds(10), BEHAVIORAL, 500, Nature.INVALID, 321)
                .batch(Duration.ofSeconds(10), MARKETING_UPSERT, 100, Nature.INVALID, 0)
                .batch(Duration.ofSeconds(10), MARKETING_UPDATE, 100, Nature.UNKNOWN, 99)
                .lasting(minutes(2));
    }

    static Scenario conflict() {
        return oneOf("A conflict about one event", Nature.CONFLICTING);
    }

    static Scenario firewall() {
        return oneOf("A firewall that refuses one event", Nature.FIREWALLED);
    }

    /** Steady traffic, and among it on each route one batch with an event of this nature. */
    static Scenario oneOf(String name, Nature nature) {
        return everyRoute(name)
                .batch(FAULT, BEHAVIORAL, 40, nature, 23)
                .batch(FAULT, MARKETING_UPSERT, 20, nature, 0)
                .batch(FAULT, MARKETING_UPDATE, 20, nature, 19)
                .lasting(minutes(6));
    }

    static Scenario undefinedName() {
        return Scenario.named("An undefined event name", Setup.usual())
                .traffic(Traffic.on(BEHAVIORAL).with(Map.of(Nature.UNDEFINED, 50)))
                .incident(new Incident(CURE, "the name is defined", Simulation::mend))
                .lasting(minutes(13));
    }

    static Scenario scattered() {
        Map<Nature, Integer> bad = Map.of(Nature.INVALID, 10);
        return Scenario.named("Bad events here and there", Setup.usual())
                .traffic(Traffic.on(BEHAVIORAL).batchesOf(500).with(bad).until(CURE))
                .traffic(Traffic.on(MARKETING_UPSERT)
                        .every(Duration.ofSeconds(10))
                        .batchesOf(100)
                        .about(10_000)
                        .with(bad)
                        .until(CURE))
                .lasting(minutes(8));
    }

    static Scenario runOfRejections() {
        return everyRoute("A run of rejections")
                .fault(FAULT, CURE, "400", HubSpotFault.rejectsEverything().onlyOn(BEHAVIORAL))
                .lasting(minutes(13));
    }

    static Scenario daily() {
        Instant start = Instant.parse("2026-11-21T23:40:00Z");
        HubSpotFault fault =
                HubSpotFault.always(Reply.of(429, "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\"}"));
        return everyRoute("The day's quota is used up", Setup.usual().startingAt(start))
                .fault(FAULT, minutes(20), "DAILY", fault)
                .lasting(minutes(26));
    }

    static Scenario unauthorized() {
        return everyRoute("A 401 and its cure")
                .fault(FAULT, CURE, "401", HubSpotFault.status(401))
                .lasting(minutes(13));
    }

    static Scenario threeInstances() {
        return Scenario.named(
                        "Three instances share a rate",
                        Setup.usual().lanes(9, 1, 1).limits(30, 190).inputs(10))
                .traffic(Traffic.on(BEHAVIORAL)
                        .every(Duration.ofMillis(25))
                        .batchesOf(10)
                        .until(minutes(4)))
                .incident(Incidents.start(minutes(1), "two"))
                .incident(Incidents.start(minutes(1), "three"))
                .incident(Incidents.kill(minutes(3).plusMillis(50), "three"))
                .incident(Incidents.stop(minutes(4), "two", Duration.ofSeconds(20)))
                .lasting(minutes(13));
    }

    static Scenario poison() {
        return everyRoute("Events on which HubSpot fails")
                .batch(FAULT, BEHAVIORAL, 40, Nature.POISONOUS, 7, 23)
                .batch(FAULT, MARKETING_UPDATE, 20, Nature.POISONOUS, 7)
                .lasting(minutes(20));
    }

    static Scenario lostAnswers() {
        return everyRoute("Lost answers")
                .fault(
                        FAULT,
                        CURE,
                        "lost",
                        HubSpotFault.answerLost(Reply.BROKEN_OFF).inPercent(20))
                .lasting(minutes(13));
    }

    static Scenario clockSteps() {
        return everyRoute("A clock set back and forward")
                .incident(Incidents.stepClock(minutes(2), "one", minutes(-10)))
                .incident(Incidents.stepClock(minutes(4), "one", minutes(20)))
                .lasting(minutes(6));
    }

    private static Scenario everyRoute(String name) {
        return everyRoute(name, Setup.usual());
    }

    private static Scenario everyRoute(String name, Setup setup) {
        return Scenario.named(name, setup)
                .traffic(Traffic.on(BEHAVIORAL))
                .traffic(Traffic.on(MARKETING_UPSERT).every(Duration.ofSeconds(10)))
                .traffic(Traffic.on(MARKETING_UPDATE).every(Duration.ofSeconds(10)));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
