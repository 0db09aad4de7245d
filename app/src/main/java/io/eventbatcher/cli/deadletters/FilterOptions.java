package io.eventbatcher.cli.deadletters;

import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of a {@link LetterFilter}, the same for every command. */
public final class FilterOptions {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description =
                    "The reason: rejected, for instance. More than one of an option's values may be given, each with the option's name.")
    private final List<String> reasons = new ArrayList<>();

    @Option(names = "--route", paramLabel = "ROUTE", description = "The route: behavioral, for instance.")
    private final List<String> routes = new ArrayList<>();

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            description = "HubSpot's category: VALIDATION_ERROR, for instance.")
    private final List<String> categories = new ArrayList<>();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "The HTTP status of HubSpot's last answer; 0 for no answer.")
    private final List<String> statuses = new ArrayList<>();

    @Option(names = "--event-name", paramLabel = "NAME", description = "HubSpot's name of the event.")
    private final List<String> eventNames = new ArrayList<>();

    @Option(names = "--uuid", paramLabel = "UUID", description = "The event's uuid.")
    private final List<String> uuids = new ArrayList<>();

    @Option(names = "--key", paramLabel = "KEY", description = "The record's key, as text.")
    private final List<String> keys = new ArrayList<>();

    @Option(names = "--source-topic", paramLabel = "TOPIC", description = "The topic that the event came from.")
    private final List<String> sourceTopics = new ArrayList<>();

    @Option(names = "--partition", paramLabel = "N", description = "The partition of the dead-letter topic.")
    private final List<String> partitions = new ArrayList<>();

    @Option(names = "--offset", paramLabel = "N", description = "The offset in the dead-letter topic.")
    private final List<String> offsets = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "The letter's id.")
    private final List<String> ids = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Died at this time or later: 2026-11-28T13:00:00Z, 2026-11-28, or 2h for two hours ago.")
    private final List<String> since = new ArrayList<>();

    @Option(names = "--until", paramLabel = "TIME", description = "Died before this time.")
    private final List<String> until = new ArrayList<>();

    @Option(names = "--message", paramLabel = "TEXT", description = "A part of the message, in large or small letters.")
    private final List<String> messages = new ArrayList<>();

    @Option(names = "--group", paramLabel = "GROUP", description = "The group, as 'summary' shows it.")
    private final List<String> groups = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, replayed, waiting, delivered, duplicate, died-again or discarded.")
    private final List<String> states = new ArrayList<>();

    /** @throws io.eventbatcher.replay.letter.IllegalFilterException for a value that an option does not take */
    public LetterFilter filter(Instant now) {
        Map<FilterOption, List<String>> words = new EnumMap<>(FilterOption.class);
        words.put(FilterOption.REASON, reasons);
        words.put(FilterOption.ROUTE, routes);
        words.put(FilterOption.CATEGORY, categories);
        words.put(FilterOption.STATUS, statuses);
        words.put(FilterOption.EVENT_NAME, eventNames);
        words.put(FilterOption.UUID, uuids);
        words.put(FilterOption.KEY, keys);
        words.put(FilterOption.SOURCE_TOPIC, sourceTopics);
        words.put(FilterOption.PARTITION, partitions);
        words.put(FilterOption.OFFSET, offsets);
        words.put(FilterOption.ID, ids);
        words.put(FilterOption.SINCE, since);
        words.put(FilterOption.UNTIL, until);
        words.put(FilterOption.MESSAGE, messages);
        words.put(FilterOption.GROUP, groups);
        words.put(FilterOption.STATE, states);
        return LetterFilter.of(words, now);
    }
}
