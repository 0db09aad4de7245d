package io.eventbatcher.sandbox.torture.faults;

import java.util.List;
import java.util.Set;
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

    private static final List<String> OF_PROCESSES =
            List.of(KILL, KILL_WHILE_BATCHING, KILL_BEFORE_ANSWER, KILL_AFTER_ANSWER, LEAVE, JOIN, BROKER);

    /**
     * After an upheaval, partitions wait until a session or a transaction times out. Upheavals in quick succession would keep the service
     * from ever delivering.
     */
    static final Set<String> UPHEAVALS = Set.copyOf(OF_PROCESSES);

    private static final List<String> ALL = Stream.of(
                    OF_PROCESSES.stream(),
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
