package io.eventbatcher.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.KafkaErrorMessages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The base of commands that send an operator's order over the control topic. */
@SuppressWarnings("NullAway.Init") // picocli sets the specification
abstract class LanesOperatorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ROUTE[/LANE]",
            description = "behavioral, marketing-upsert or marketing-update; behind a slash the number of one lane.")
    private @Nullable String target;

    @Option(names = "--why", paramLabel = "TEXT", description = "A remark that 'lanes list' shows.")
    private String why = "";

    @Option(names = "--by", paramLabel = "NAME", description = "The author of the order; the user's name unless given.")
    private String by = System.getProperty("user.name", "somebody");

    abstract OperatorCommand command(String target, Instant now);

    @Nullable
    String source() {
        return null;
    }

    boolean takesLanes() {
        return true;
    }

    private boolean takesSources() {
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
        OperatorCommand command = command(checkedTarget(settings), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (ControlTopic control = ControlTopic.open(settings)) {
            control.give(command);
        } catch (KafkaException failure) {
            throw notGiven(failure, settings);
        }
        spec.commandLine()
                .getOut()
                .println("Ordered: " + spec.name() + ' ' + Printable.of(command.target())
                        + (command.until() == null
                                ? ""
                                : ", until " + command.until().truncatedTo(ChronoUnit.SECONDS))
                        + ". Running instances follow within a second; 'event-batcher lanes list' shows their state.");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    static CommandFailedException notGiven(KafkaException failure, Settings settings) {
        return new CommandFailedException("The order was not given: "
                + KafkaErrorMessages.explain(
                        failure, settings, Set.of(settings.topics().lanes())) + ".");
    }

    private String checkedTarget(Settings settings) {
        String source = source();
        if ((target == null) == (source == null)) {
            throw wrong("Name the target: a route (" + Route.labels() + ")"
                    + (takesSources() ? ", or --source TOPIC; not both." : "."));
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
        if (!takesLanes()) {
            throw wrong("Rejections become dead letters for a whole route; leave out the lane.");
        }
        if (parts.length > 2 || !parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) >= lanes) {
            throw wrong("'" + text + "' is no lane; " + route + " has lanes 0 to " + (lanes - 1) + ".");
        }
        return OperatorCommand.target(route, Integer.parseInt(parts[1]));
    }
}
