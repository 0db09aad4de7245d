package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.Bench;
import io.eventbatcher.sandbox.bench.BenchReport;
import io.eventbatcher.sandbox.bench.BenchResult;
import io.eventbatcher.sandbox.bench.BenchSettings;
import io.eventbatcher.sandbox.bench.micro.MicroBench;
import io.eventbatcher.sandbox.bench.program.PeerFailedException;
import io.eventbatcher.sandbox.bench.scenario.Scenario;
import io.eventbatcher.sandbox.bench.scenario.ScenarioResult;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the service beside a floor, on the embedded stack. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the service end to end beside a floor: a plain consumer that decodes, renders and posts full batches with the"
                    + " same HTTP client and 16 requests in flight, and does nothing about duplicates, order, crashes or errors.",
            "Service, floor and broker are processes of their own. Service and floor bring the same events to the same simulator, in"
                    + " turn, pair after pair; a run that is too noisy says so instead of a ratio. The simulator keeps no rate limits here and the service's own are raised, so that the software is measured;"
                    + " HubSpot takes 1,250 event requests a second, and 19 marketing requests."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BenchCommand implements Callable<Integer> {
    private static final Duration HALF_LOAD = Duration.ofSeconds(12);

    @Option(
            names = "--events",
            description = "Events of each measured load (default: 1000000, of a marketing route 40000).")
    private @Nullable Long events;

    @Option(
            names = "--pairs",
            defaultValue = "5",
            description =
                    "Measured loads, each through the service and then the floor or peer (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--latency",
            paramLabel = "SPAN",
            defaultValue = "50ms",
            converter = SpanOption.BareMillis.class,
            description = "How long the simulator takes for an answer, like 50ms (default: ${DEFAULT-VALUE}).")
    private Duration latency;

    @Option(
            names = "--route",
            defaultValue = "behavioral",
            description = "behavioral, marketing-upsert or marketing-update (default: ${DEFAULT-VALUE}).")
    private String route;

    @Option(
            names = "--warm-up",
            paramLabel = "SPAN",
            defaultValue = "3m",
            converter = SpanOption.BareSeconds.class,
            description =
                    "How long such loads come before at most, until the service's compilers are at rest, like 90s (default: ${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(
            names = "--linger",
            paramLabel = "SPAN",
            converter = SpanOption.BareMillis.class,
            description =
                    "How long an event may wait for its batch to fill, like 200ms (default: the service's own, for the route).")
    private @Nullable Duration linger;

    @Option(
            names = "--service-jvm",
            split = " ",
            paramLabel = "OPTIONS",
            defaultValue = Option.NULL_VALUE,
            description = "Options of the service's JVM alone, such as -XX:StartFlightRecording=filename=bench.jfr.")
    private @Nullable List<String> serviceJvm;

    @Option(
            names = "--letters",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Instead: the service with its console open, where somebody summarises so many dead letters, beside"
                            + " the same service alone.")
    private long letters;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            defaultValue = Option.NULL_VALUE,
            description =
                    "A program in the floor's place, such as a Kafka Connect sink, by a command of the shell that starts it and ends"
                            + " with it. It finds its topic and the simulator by its environment: PEER_BOOTSTRAP_SERVERS, PEER_TOPIC,"
                            + " PEER_REGISTRY_URL, PEER_HUBSPOT_URL and PEER_HUBSPOT_TOKEN; PEER_DIRECTORY is for its files. Loads are transactions: read with isolation.level=read_committed. docs/performance.md"
                            + " has an example.")
    private @Nullable String peer;

    @Option(names = "--micro", description = "Instead: decode, validate and render alone, for each route, under JMH.")
    private boolean micro;

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Option.NULL_VALUE,
            description = {
                "Instead: the service alone under scenarios, of behavioral events; 'all', or names separated by commas:",
                "  clean: all goes well",
                "  undefined-name: 1 %% of the events have a name that the account does not define",
                "  scattered: HubSpot refuses 1 %% of the events, here and there, with answers that name none",
                "  duplicates: 20 %% of the events are duplicates",
                "  slow-lane: requests of one lane take a second longer",
                "  outage: after a few requests HubSpot is away for ten seconds"
            })
    private @Nullable List<String> scenarios;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        BenchSettings settings = checked();
        if (micro) {
            MicroBench.run();
            return 0;
        }
        List<Scenario> chosen = chosen(settings.route());
        output.say("Starting a broker, a registry and the simulator …");
        try (Bench bench = Bench.start(settings, Clocks.SYSTEM, output::say)) {
            if (!chosen.isEmpty()) {
                report(bench.run(chosen));
                return 0;
            }
            if (letters > 0) {
                bench.runWatched().print(output.people());
                return 0;
            }
            BenchResult result = measured(bench);
            if (output.json()) {
                output.object(BenchReport.json(result));
            } else {
                BenchReport.print(result, output.people());
            }
        }
        return 0;
    }

    private static BenchResult measured(Bench bench) throws InterruptedException {
        try {
            return bench.run();
        } catch (PeerFailedException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()));
        }
    }

    private void report(List<ScenarioResult> results) {
        if (output.json()) {
            output.object(BenchReport.json(results));
        } else {
            BenchReport.print(results, output.people());
        }
    }

    private List<Scenario> chosen(Route measured) {
        if (scenarios == null) {
            return List.of();
        }
        if (measured != Route.BEHAVIORAL) {
            throw output.wrong("--scenario measures behavioral events; leave --route out.");
        }
        return scenarios.contains("all")
                ? List.of(Scenario.values())
                : scenarios.stream().map(this::scenario).toList();
    }

    private Scenario scenario(String name) {
        return Scenario.labelled(name)
                .orElseThrow(() -> output.wrong("--scenario: there is no scenario " + name + "; the scenarios are "
                        + Scenario.labels() + ", and all for each of them."));
    }

    private BenchSettings checked() {
        if (events != null && events < 1_000) {
            throw output.wrong("--events must be 1,000 or more, not " + events + ".");
        }
        if (linger != null && linger.toMillis() < 1) {
            throw output.wrong("--linger must be 1ms or more.");
        }
        if (peer != null && (micro || letters > 0 || scenarios != null)) {
            throw output.wrong("--peer goes with the plain benchmark; leave --micro, --letters and --scenario out.");
        }
        if (pairs < 1) {
            throw output.wrong("--pairs must be 1 or more, not " + pairs + ".");
        }
        if (peer != null && peer.isBlank()) {
            throw output.wrong("--peer needs a command, such as ./sink.sh.");
        }
        Route measured = Route.labelled(route)
                .orElseThrow(() -> output.wrong(
                        "--route: there is no route " + route + "; the routes are " + Route.labels() + "."));
        if (peer != null && measured != Route.BEHAVIORAL) {
            throw output.wrong("--peer brings behavioral events; leave --route out.");
        }
        return new BenchSettings(
                measured,
                events == null ? BenchSettings.usualEvents(measured) : events,
                pairs,
                latency,
                warmUp,
                HALF_LOAD,
                linger,
                serviceJvm == null ? List.of() : serviceJvm,
                peer,
                letters);
    }
}
