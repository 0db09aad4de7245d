package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.log.Printable;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.service.LaneList;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A table of all lanes. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists every lane with its state and the begin of the state, the lag (batches that wait in Kafka, transaction markers included), requests"
                    + " in flight, rejections that are held back, and the instance that has it. Where several causes hold, each has"
                    + " a line. Below them stand source topics that wait: halted, because an instance rejects all of their"
                    + " records, or all of them (source/*), because the schema registry does not answer. Reasons follow below the"
                    + " table.",
            "Held back are unconfirmed rejections of the lane: HubSpot has taken nothing else of the route since."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class LanesListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Prints a JSON array instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = configuration.readWithoutHubSpot();
        try (ControlTopic control = ControlTopic.open(settings)) {
            List<LaneList.Row> rows = new LaneList(settings, Clock.systemUTC()).read(control);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(rows));
                out.flush();
            } else {
                print(rows, out);
            }
            return ExitCode.OK;
        } catch (KafkaException failure) {
            throw new CommandFailedException("Kafka does not say how the lanes stand: "
                    + KafkaErrorMessages.explain(failure, settings, LaneList.topics(settings)) + ".");
        }
    }

    static void print(List<LaneList.Row> rows, PrintWriter out) {
        Columns table = new Columns();
        table.add("LANE", "STATE", "SINCE", "UNTIL", "LAG", "IN FLIGHT", "HELD BACK", "INSTANCE");
        Set<String> reasons = new LinkedHashSet<>();
        for (LaneList.Row row : rows) {
            LaneState state = row.state();
            table.add(
                    state.name(),
                    state.state(),
                    text(state.since()),
                    text(state.until()),
                    row.lag().isPresent() ? String.valueOf(row.lag().getAsLong()) : state.aboutSource() ? "-" : "?",
                    String.valueOf(state.inFlight()),
                    String.valueOf(state.heldBack()),
                    state.instance().isEmpty() ? "-" : state.instance());
            state.further()
                    .forEach(cause ->
                            table.add("", cause.state(), text(cause.since()), text(cause.until()), "", "", "", ""));
            state.causes().forEach(cause -> {
                boolean ofLane = state.aboutSource() || cause.is(StateName.RETRYING);
                reasons.add((ofLane ? state.name() : state.route()) + ", " + cause.state() + ": " + cause.reason());
            });
        }
        table.print(out);
        reasons.forEach(reason -> out.println("\n" + Printable.of(reason)));
        out.flush();
    }

    private static String text(@Nullable Instant time) {
        return time == null
                ? "-"
                : time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    static String json(List<LaneList.Row> rows) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (LaneList.Row row : rows) {
            ObjectNode lane = array.addObject();
            lane.setAll(row.state().toJson());
            row.lag().ifPresent(lag -> lane.put("lag", lag));
        }
        return JsonText.of(array);
    }
}
