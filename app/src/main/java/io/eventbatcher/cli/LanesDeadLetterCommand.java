package io.eventbatcher.cli;

import io.eventbatcher.control.OperatorCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes dead letters of what HubSpot, or ingest, rejects while a route or source topic is halted. */
@Command(
        name = "dead-letter",
        mixinStandardHelpOptions = true,
        description = {
            "Overrules a halt that began because everything is rejected: the events are wrong, not the route. The events that HubSpot"
                    + " has rejected, and those that it rejects from now on, become dead letters at once. The order ends by itself"
                    + " after the time given, or as soon as HubSpot takes an event of the route. Look at the reason in 'lanes list'"
                    + " first: when the token is another account's, every event becomes a dead letter (which can be replayed).",
            "An event that halted the route alone (a firewall refuses its body, say) becomes a dead letter when it is tried again.",
            "The command does nothing about credentials: then HubSpot has not looked at the events.",
            "With --source: the same for a source topic that ingest has halted.",
            "Example: event-batcher lanes dead-letter behavioral --for 10m --why 'bad import, ticket 42' -c event-batcher.yaml"
        })
class LanesDeadLetterCommand extends LanesOperatorCommand {
    /** A forgotten order must not bury the events that a wrong token draws next month. */
    private static final Duration LONGEST = Duration.ofHours(24);

    @Option(names = "--source", paramLabel = "TOPIC", description = "A source topic, instead of a route.")
    private @Nullable String source;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10m",
            description =
                    "The longest that the order lasts, such as 30s, 10m or 2h, at most 24h; ${DEFAULT-VALUE} unless given.")
    private String time = "10m";

    /** The command's former name. */
    @Command(
            name = "judge",
            hidden = true,
            mixinStandardHelpOptions = true,
            description = "The former name of 'dead-letter'.")
    static final class Judge extends LanesDeadLetterCommand {}

    @Override
    @Nullable
    String source() {
        return source;
    }

    @Override
    boolean takesLanes() {
        return false;
    }

    @Override
    OperatorCommand command(String target, Instant now) {
        return new OperatorCommand(target, OperatorCommand.Kind.DEAD_LETTER, by(), why(), now, now.plus(duration()));
    }

    private Duration duration() {
        try {
            Duration parsed = Duration.parse("PT" + time.trim());
            if (!parsed.isNegative() && !parsed.isZero() && parsed.compareTo(LONGEST) <= 0) {
                return parsed;
            }
        } catch (DateTimeParseException wrong) {
            // the sentence below says what a duration looks like
        }
        throw wrong("--for '" + time + "' is no time of 24h at most; write 30s, 10m or 2h.");
    }
}
