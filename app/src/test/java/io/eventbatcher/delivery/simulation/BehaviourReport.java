package io.eventbatcher.delivery.simulation;

import java.util.ArrayList;
import java.util.List;

/** Writes {@code docs/delivery-behaviour.md} from the {@link NamedScenarios}. */
final class BehaviourReport {
    private static final long SEED = 10;

    private static final String HEAD = """
            # Delivery's behaviour

            <!-- Made by a simulation. After a change that is meant, write it anew:
                 mvn -Dquick -pl app -am test -Dtest=DeliveryBehaviourTest -Dsurefire.failIfNoSpecifiedTests=false -Devent-batcher.regenerate=true -->

            The delivery half runs on virtual time against a simulated Kafka and a simulated HubSpot, so that each run is the same to the
            nanosecond. A difference in this report is a change of behaviour. The checksum covers every request, answer and commit and
            their times.

            Unless a story says otherwise, one instance gets 20 behavioral events a second, and 20 events of each marketing route every
            ten seconds.

            | story | requests | most in a second | refused and divided | sent again | delivered | dead letters | largest gap | first taken after the cure | last delivery | checksum |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final StringBuilder table = new StringBuilder(HEAD);
    private final List<String> stories = new ArrayList<>();

    private BehaviourReport() {}

    static String text() {
        BehaviourReport report = new BehaviourReport();
        NamedScenarios.all().forEach(report::tell);
        return report.table + "\n" + String.join("\n", report.stories);
    }

    private void tell(NamedScenarios.Story story) {
        try (Simulation simulation = new Simulation(story.scenario().setup(), SEED)) {
            Recorder recorder = new Recorder(simulation);
            story.scenario().begin(simulation);
            simulation.pass(story.scenario().lasts());
            row(story, recorder);
            stories.add(timeLine(story, recorder));
        }
    }

    private void row(NamedScenarios.Story story, Recorder recorder) {
        table.append("| ")
                .append(String.join(
                        " | ",
                        story.scenario().name(),
                        String.valueOf(recorder.requests()),
                        String.valueOf(recorder.mostInASecond()),
                        String.valueOf(recorder.divided()),
                        String.valueOf(recorder.again()),
                        String.valueOf(recorder.delivered()),
                        recorder.deadLetters(),
                        recorder.largestGap(),
                        recorder.firstTakenAfter(story.cure()),
                        recorder.lastDelivery(),
                        "`" + recorder.checksum() + "`"))
                .append(" |\n");
    }

    private static String timeLine(NamedScenarios.Story story, Recorder recorder) {
        List<String> changes = recorder.changes();
        return """
                ## %s

                %s

                - answers: %s
                - requests by minute: %s
                - delivered by minute: %s
                - %s
                """.formatted(
                        story.scenario().name(),
                        story.about(),
                        recorder.answers(),
                        recorder.requestsByMinute(),
                        recorder.deliveriesByMinute(),
                        changes.isEmpty() ? "all routes stay open" : String.join("; ", changes));
    }
}
