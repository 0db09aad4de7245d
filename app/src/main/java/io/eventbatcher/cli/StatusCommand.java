package io.eventbatcher.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.cli.terminal.Terminal;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.log.Printable;
import io.eventbatcher.service.KafkaClients;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.status.StatusReader;
import io.eventbatcher.status.StatusText;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the status of the whole system. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every stage of every route that is not well, with all causes, since when, the remedy, and what waits; what is well"
                    + " stands in one line. Reads what all instances have told, the ledger and offsets; an instance need not run.",
            "Stages of a route, in the order of the flow: source, ingest, batching, lanes, credentials, quota, endpoint, settling. All"
                    + " routes share replays and instances."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class StatusCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--watch", description = "Shows the status again every two seconds, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--json", description = "Prints JSON; with --watch a line each time.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = configuration.readWithoutHubSpot();
        try (ControlTopic control = ControlTopic.open(settings);
                StatusReader reader = new StatusReader(
                        settings, KafkaClients.admin(settings), () -> states(control), Clocks.SYSTEM)) {
            print(reader.read());
            while (watch) {
                Thread.sleep(PAUSE.toMillis());
                printOrSayWhyNot(reader, settings);
            }
            return ExitCode.OK;
        } catch (KafkaException failure) {
            throw new CommandFailedException(sentence(failure, settings));
        }
    }

    /** A watcher stays through an outage of Kafka, to see its end. */
    private void printOrSayWhyNot(StatusReader reader, Settings settings) {
        try {
            print(reader.read());
        } catch (KafkaException failure) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(Printable.of(sentence(failure, settings)));
            err.flush();
        }
    }

    private static String sentence(KafkaException failure, Settings settings) {
        return "Kafka does not say how the system stands: "
                + KafkaErrorMessages.explain(failure, settings, topics(settings)) + ".";
    }

    private static Set<String> topics(Settings settings) {
        return Set.of(settings.topics().lanes(), settings.topics().ledger());
    }

    private static List<LaneState> states(ControlTopic control) {
        control.catchUp();
        return control.states();
    }

    private void print(SystemStatus status) {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Terminal.isWatched();
        if (json) {
            out.println(watch ? JsonText.line(status.toJson()) : JsonText.of(status.toJson()));
        } else {
            if (watch && terminal) {
                out.print(CLEAR);
            }
            StatusText.of(status, terminal).forEach(out::println);
        }
        out.flush();
    }
}
