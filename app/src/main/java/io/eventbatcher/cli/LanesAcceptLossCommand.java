package io.eventbatcher.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorChannel;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.log.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Accepts the loss of records that Kafka deleted before they were read. */
@Command(
        name = "accept-loss",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a held partition be read on. A partition is held when Kafka has deleted records before the service read them: they"
                    + " expired, or their topic was deleted and created again. Accepts exactly the losses that 'lanes list' shows now, and"
                    + " no later ones; ledger and audit count them from then on. A running instance must hold the partition.",
            "Example: event-batcher lanes accept-loss --source events --partition 3 --why 'sent again by the shop'"
                    + " -c event-batcher.yaml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class LanesAcceptLossCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--source", paramLabel = "TOPIC", required = true, description = "The topic of the held partition.")
    private String source;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "The partition; all held partitions of the topic unless given.")
    private @Nullable Integer partition;

    @Option(names = "--why", paramLabel = "TEXT", description = "A remark for colleagues.")
    private String why = "";

    @Option(names = "--by", paramLabel = "NAME", description = "The author of the order; the user's name unless given.")
    private String by = System.getProperty("user.name", "somebody");

    @Override
    public Integer call() {
        Settings settings = configuration.readWithoutHubSpot();
        try (ControlTopic control = ControlTopic.open(settings)) {
            Map<String, LaneState> losses = losses(control.states());
            if (losses.isEmpty()) {
                throw new CommandFailedException("No running instance holds "
                        + (partition == null ? "a partition of " + source : source + "-" + partition)
                        + " because of lost records; 'event-batcher lanes list' shows what is held.");
            }
            losses.forEach((target, state) -> {
                control.give(new OperatorCommand(
                        target,
                        OperatorCommand.Kind.ACCEPT_LOSS,
                        by,
                        why,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        null));
                spec.commandLine().getOut().println("Ordered: accept-loss " + Printable.of(target));
            });
        } catch (KafkaException failure) {
            throw LanesOperatorCommand.notGiven(failure, settings);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Map<String, LaneState> losses(List<LaneState> states) {
        String begin =
                partition == null ? OperatorCommand.source(source) + '/' : OperatorCommand.lossesOf(source, partition);
        Instant silent = Instant.now().minus(OperatorChannel.SILENT_AFTER);
        Map<String, LaneState> losses = new LinkedHashMap<>();
        states.stream()
                .filter(LaneState::heldForLoss)
                .filter(state -> state.route().startsWith(begin) && state.at().isAfter(silent))
                .forEach(state -> losses.put(state.route(), state));
        return losses;
    }
}
