package io.eventbatcher.sandbox.torture.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all kinds of faults, as in {@code --faults} and in the report. */
public final class FaultKinds {
    public static final String KILL = "kill";
    public static final String KILL_WHILE_BATCHING = "kill-while-batching";
    static final String KILL_BEFORE_ANSWER = KillTrigger.Moment.BEFORE_ANSWER.label();
    static final String KILL_AFTER_ANSWER = KillTrigger.Moment.AFTER_ANSWER.label();
    public static final String LEAVE = "leave";
    public static final String JOIN = "join";
    public static final String BROKER = "broker-restart";
    public static final String REGISTRY = "registry-outage";
    public static final String REFUSED = "api-outage";
    public static final String KNOWN_UUIDS = "known-uuid-400";
    public static final String TOPIC_GROWN = "topic-grown";
    public static final String TOPIC_RECREATED = "topic-recreated";
    public static final String RECORDS_EXPIRED = "records-expired";
    public static final String CLOCK_STEP = "clock-step";
    public static final String DEAD_LETTERS_REFUSED = "dead-letters-refused";
    public static final String CONNECTIONS_SWALLOW = "connections-swallow";
    public static final String SCHEMA_UNREADABLE = "schema-unreadable";
    public static final String RECORD_TOO_LARGE = "record-too-large";

    private static final List<String> OF_PROCESSES =
            List.of(KILL, KILL_WHILE_BATCHING, KILL_BEFORE_ANSWER, KILL_AFTER_ANSWER, LEAVE, JOIN, BROKER);

    private static final List<String> OF_TOPICS =
            List.of(TOPIC_GROWN, TOPIC_RECREATED, RECORDS_EXPIRED, DEAD_LETTERS_REFUSED);

    private static final List<Culprit> OF_EVENTS = List.of(Culprit.CONFLICT, Culprit.FORBIDDEN, Culprit.GONE);

    /**
     * After an upheaval, partitions wait until a session or a transaction times out. Upheavals in quick succession would keep the service
     * from ever delivering.
     */
    static final Set<String> UPHEAVALS = Stream.of(OF_PROCESSES, OF_TOPICS, List.of(CLOCK_STEP))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> ALL = Stream.of(
                    OF_PROCESSES.stream(),
                    OF_TOPICS.stream(),
                    Stream.of(CLOCK_STEP, CONNECTIONS_SWALLOW, SCHEMA_UNREADABLE, RECORD_TOO_LARGE),
                    OF_EVENTS.stream().map(Culprit::label),
                    Stream.of(REGISTRY, REFUSED, KNOWN_UUIDS),
                    Stream.of(ApiFault.values()).map(ApiFault::label))
            .flatMap(names -> names)
            .toList();

    private FaultKinds() {}

    /** All kinds, always in the same order. */
    public static List<String> all() {
        return ALL;
    }
}
