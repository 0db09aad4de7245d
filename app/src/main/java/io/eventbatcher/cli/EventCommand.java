package io.eventbatcher.cli;

import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.TraceReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The story of one event. */
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        description = {
            "Where is my event? Tells every step of an event that the topics prove, in order of time: source record, read or not, duplicate of"
                    + " which record, batch, requests and receipt, dead letters, replays; the records that topics have let go; and the"
                    + " state now. Reads only.",
            "Source topics and receipts are read from --since on, by the timestamps of their records; all other topics are read whole."
                    + " An origin needs no search.",
            "",
            "For example: event-batcher event 0b6c1f6e-6f0f-4c39-9a4e-3f1f1c8f7a10 --since 6h --config FILE",
            "             event-batcher event --email ada@example.com --config FILE",
            "             event-batcher event --origin hubspot.behavioral-events/3/1841 --config FILE"
        })
final class EventCommand extends LetterCommand {
    private static final int MOST = 1_000;

    @Parameters(index = "0", arity = "0..1", paramLabel = "UUID", description = "The event's uuid.")
    private @Nullable String uuid;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "The contact's e-mail address, instead of the uuid.")
    private @Nullable String email;

    @Option(names = "--object-id", paramLabel = "ID", description = "HubSpot's id of the object.")
    private @Nullable String objectId;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "The externalEventId of a marketing event, or account and event: account/event.")
    private @Nullable String externalId;

    @Option(
            names = "--origin",
            paramLabel = "TOPIC/PARTITION/OFFSET",
            description = "The place of the source record, as receipts and dead letters name it.")
    private @Nullable String origin;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = EventQuery.USUAL_SINCE,
            description =
                    "The time from which source topics and receipts are read: 2026-11-28T13:00:00Z, or 6h for six hours ago;"
                            + " ${DEFAULT-VALUE} unless given.")
    private String since = EventQuery.USUAL_SINCE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "So many events at most, the newest; ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Override
    protected String subject() {
        return "The topics";
    }

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        Instant now = Instant.now();
        EventQuery query = query(now);
        TraceReport report = new EventTracer(settings, progress, now).trace(query);
        progress.close();
        if (report.stories().isEmpty()) {
            throw new CommandFailedException("No topic has an event with " + query + ". " + report.looked()
                    + String.join(
                            "",
                            report.gone().stream()
                                    .map(sentence -> " " + sentence)
                                    .toList())
                    + (query.by() == EventQuery.By.ORIGIN ? "" : " --since 7d looks further back."));
        }
        EventPage page = new EventPage(report);
        if (json()) {
            page.json().forEach(this::print);
        } else {
            page.lines().forEach(this::say);
        }
        return ExitCode.OK;
    }

    private EventQuery query(Instant now) {
        Map<EventQuery.By, String> given = new EnumMap<>(EventQuery.By.class);
        put(given, EventQuery.By.UUID, uuid);
        put(given, EventQuery.By.EMAIL, email);
        put(given, EventQuery.By.OBJECT_ID, objectId);
        put(given, EventQuery.By.EXTERNAL_ID, externalId);
        put(given, EventQuery.By.ORIGIN, origin);
        if (given.size() != 1) {
            throw wrong("Name the event by exactly one of UUID, --email, --object-id, --external-id and --origin.");
        }
        if (limit < 1 || limit > MOST) {
            throw wrong("--limit is from 1 to 1,000.");
        }
        EventQuery.By by = given.keySet().iterator().next();
        String text = Objects.requireNonNull(given.get(by));
        by.objection(text).ifPresent(sentence -> {
            throw wrong(sentence);
        });
        return EventQuery.of(by, text, since, limit, now);
    }

    private static void put(Map<EventQuery.By, String> given, EventQuery.By by, @Nullable String text) {
        if (text != null) {
            given.put(by, text.strip());
        }
    }
}
