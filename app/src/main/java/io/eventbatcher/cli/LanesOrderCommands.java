package io.eventbatcher.cli;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.KafkaErrorMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The orders that an operator can give. */
final class LanesOrderCommands {
    private LanesOrderCommands() {}

    /** Stops sending. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = {
                "Stops sending for a route, or for one of its lanes, until it is resumed; over restarts, too. Requests in flight are"
                        + " still answered and settled. Events wait in Kafka, and none is lost.",
                "Example: event-batcher lanes pause marketing-upsert --why 'HubSpot maintenance' -c event-batcher.yaml"
            })
    static final class Pause extends Giving {
        @Override
        OperatorCommand order(String target, Instant now) {
            return new OperatorCommand(target, OperatorCommand.Kind.PAUSE, by(), why(), now, null);
        }
    }

    /** Goes on. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = {
                "Ends a pause; a route that is resumed resumes all of its lanes. What is halted tries an input at once instead of at its"
                        + " next turn, and what is parked sends again: if HubSpot still says no, it halts or parks anew.",
                "With --source: a source topic that ingest has halted tries some records at once.",
                "Example: event-batcher lanes resume behavioral -c event-batcher.yaml"
            })
    static final class Resume extends Giving {
        @Option(names = "--source", paramLabel = "TOPIC", description = "A source topic, instead of a route.")
        private @Nullable String source;

        @Override
        @Nullable
        String source() {
            return source;
        }

        @Override
        OperatorCommand order(String target, Instant now) {
            return new OperatorCommand(target, OperatorCommand.Kind.RESUME, by(), why(), now, null);
        }
    }

    /** Believes rejections. */
    @Command(
            name = "judge",
            mixinStandardHelpOptions = true,
            description = {
                "Overrules a halt because everything is rejected: the rejections are right. The events that HubSpot has rejected, and"
                        + " those that it rejects from now on, become dead letters at once. That ends by itself after the time given,"
                        + " or as soon as HubSpot takes an event of the route. Look at a reason in 'lanes list' first: when the token is"
                        + " another account's, every event becomes a dead letter (which can be replayed).",
                "It does nothing about credentials, scopes and paths: then HubSpot has not looked at the events.",
                "With --source: the same for a source topic that ingest has halted.",
                "Example: event-batcher lanes judge behavioral --for 10m --why 'bad import, ticket 42' -c event-batcher.yaml"
            })
    static final class Judge extends Giving {
        /** A forgotten order must not bury what a wrong token draws next month. */
        private static final Duration LONGEST = Duration.ofHours(24);

        @Option(names = "--source", paramLabel = "TOPIC", description = "A source topic, instead of a route.")
        private @Nullable String source;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = "10m",
                description =
                        "The longest that rejections are believed, such as 30s, 10m or 2h, at most 24h; ${DEFAULT-VALUE} unless given.")
        private String time = "10m";

        @Override
        @Nullable
        String source() {
            return source;
        }

        @Override
        boolean lanesToo() {
            return false;
        }

        @Override
        OperatorCommand order(String target, Instant now) {
            return new OperatorCommand(target, OperatorCommand.Kind.JUDGE, by(), why(), now, now.plus(duration()));
        }

        private Duration duration() {
            try {
                Duration parsed = Duration.parse("PT" + time.trim());
                if (!parsed.isNegative() && !parsed.isZero() && parsed.compareTo(LONGEST) <= 0) {
                    return parsed;
                }
            } catch (java.time.format.DateTimeParseException wrong) {
                // told below
            }
            throw wrong("--for '" + time + "' is no time of 24h at most; write 30s, 10m or 2h.");
        }
    }

    /** What the orders have in common. */
    @SuppressWarnings("NullAway.Init") // picocli sets the specification
    abstract static class Giving implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private final ConfigurationOption configuration = new ConfigurationOption();

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "ROUTE[/LANE]",
                description =
                        "behavioral, marketing-upsert or marketing-update; behind a slash the number of one lane.")
        private @Nullable String target;

        @Option(names = "--why", paramLabel = "TEXT", description = "A remark that 'lanes list' shows.")
        private String why = "";

        @Option(names = "--by", paramLabel = "NAME", description = "Who orders it; the user's name unless given.")
        private String by = System.getProperty("user.name", "somebody");

        abstract OperatorCommand order(String target, Instant now);

        @Nullable
        String source() {
            return null;
        }

        boolean lanesToo() {
            return true;
        }

        private boolean sourcesToo() {
            return spec.findOption("--source") != null;
        }

        String by() {
            return by;
        }

        String why() {
            return why;
        }

        ParameterException wrong(String sentence) {
            return new ParameterException(spec.commandLine(), sentence);
        }

        @Override
        public Integer call() {
            Settings settings = configuration.readWithoutHubSpot();
            OperatorCommand order = order(checkedTarget(settings), Instant.now().truncatedTo(ChronoUnit.MILLIS));
            try (ControlTopic control = ControlTopic.open(settings)) {
                control.give(order);
            } catch (KafkaException failure) {
                throw new CommandFailedException("The order was not given: "
                        + KafkaErrorMessages.explain(
                                failure, settings, Set.of(settings.topics().lanes())) + ".");
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            "Ordered: " + spec.name() + ' ' + order.target()
                                    + (order.until() == null
                                            ? ""
                                            : ", until " + order.until().truncatedTo(ChronoUnit.SECONDS))
                                    + ". Running instances follow within a second; 'event-batcher lanes list' shows how they stand.");
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }

        private String checkedTarget(Settings settings) {
            String source = source();
            if ((target == null) == (source == null)) {
                throw wrong("Name what it is about: a route (" + Route.labels() + ")"
                        + (sourcesToo() ? ", or --source TOPIC; not both." : "."));
            }
            return source != null ? sourceTopic(source, settings) : routeOrLane(String.valueOf(target), settings);
        }

        private String sourceTopic(String topic, Settings settings) {
            if (settings.enabledRoutes().stream()
                    .noneMatch(route -> settings.route(route).topic().equals(topic))) {
                throw wrong("'" + topic + "' is not the source topic of an enabled route.");
            }
            return OperatorCommand.source(topic);
        }

        private String routeOrLane(String text, Settings settings) {
            String[] parts = text.split("/", -1);
            Route route = Route.labelled(parts[0])
                    .orElseThrow(() -> wrong("'" + parts[0] + "' is no route; there are " + Route.labels() + "."));
            if (parts.length == 1) {
                return OperatorCommand.target(route);
            }
            int lanes = settings.route(route).lanes();
            if (!lanesToo()) {
                throw wrong("Rejections are judged for a whole route; leave out the lane.");
            }
            if (parts.length > 2 || !parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) >= lanes) {
                throw wrong("'" + text + "' is no lane; " + route + " has lanes 0 to " + (lanes - 1) + ".");
            }
            return OperatorCommand.target(route, Integer.parseInt(parts[1]));
        }
    }
}
