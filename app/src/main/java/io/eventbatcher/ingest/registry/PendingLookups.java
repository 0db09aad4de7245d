package io.eventbatcher.ingest.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of schema ids, and what is being asked. A schema is remembered for good, because an id never changes its meaning; a
 * believed denial is asked for again from time to time, and forgotten when nobody asks for it any more.
 *
 * <p>{@link #find} may be called by any thread; {@link #turn} by one.
 */
final class PendingLookups implements SchemaLookup {
    /** Ids are a producer's bytes; so many are asked at a time, the others when they are looked up again. */
    private static final int MOST_OPEN = 10_000;

    /** A registry that is down costs its time limit each time; the other ids of a turn need not find out too. */
    private static final int MOST_SILENCES_IN_A_TURN = 3;

    /** A denial is asked for again after one grace, and forgotten after so many without being looked up. */
    private static final int GRACES_REMEMBERED = 10;

    private final Registry registry;
    private final ProbePolicy policy;
    private final InstantSource clock;
    private final RegistryLog troubles;
    private final Map<SchemaId, SchemaAnswer> usable = new ConcurrentHashMap<>();
    private final Map<SchemaId, Instant> denied = new ConcurrentHashMap<>();
    private final Map<SchemaId, Inquiry> open = new ConcurrentHashMap<>();

    /**
     * A question that is not settled.
     *
     * @param due when to ask
     * @param deniedSince when the registry first said that there is no such id
     */
    private record Inquiry(Instant due, @Nullable Instant deniedSince) {}

    PendingLookups(Registry registry, ProbePolicy policy, InstantSource clock, RegistryLog troubles) {
        this.registry = registry;
        this.policy = policy;
        this.clock = clock;
        this.troubles = troubles;
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        SchemaAnswer answer = usable.get(id);
        if (answer != null) {
            return answer;
        }
        Instant deniedAt = denied.get(id);
        if (deniedAt == null) {
            inquire(id);
            return new SchemaAnswer.NoAnswer("The registry has not yet said what " + id + " is.");
        }
        if (clock.instant().isAfter(deniedAt.plus(policy.grace()))) {
            inquire(id);
        }
        return new SchemaAnswer.Unknown();
    }

    private void inquire(SchemaId id) {
        if (open.size() < MOST_OPEN && !open.containsKey(id)) {
            open.putIfAbsent(id, new Inquiry(clock.instant(), null));
        }
    }

    boolean isOpen(SchemaId id) {
        return open.containsKey(id);
    }

    /**
     * Asks what is due.
     *
     * @return how long nothing will be due, unless a new id is looked up
     */
    Duration turn() {
        forgetOldDenials();
        int silences = 0;
        for (SchemaId id : due()) {
            Inquiry inquiry = open.get(id);
            SchemaAnswer answer = registry.ask(id);
            if (answer instanceof SchemaAnswer.NoAnswer) {
                silences++;
            } else {
                troubles.over();
            }
            if (inquiry != null) {
                settle(id, inquiry, answer);
            }
            if (silences == MOST_SILENCES_IN_A_TURN) {
                postponeAllDue();
                break;
            }
        }
        return untilNext();
    }

    private List<SchemaId> due() {
        Instant now = clock.instant();
        List<SchemaId> due = new ArrayList<>();
        open.entrySet().stream()
                .filter(entry -> !entry.getValue().due().isAfter(now))
                .sorted(Comparator.comparing(entry -> entry.getValue().due()))
                .forEach(entry -> due.add(entry.getKey()));
        return due;
    }

    private void settle(SchemaId id, Inquiry inquiry, SchemaAnswer answer) {
        Instant now = clock.instant();
        answer.fold(
                schema -> isSettled(id, answer),
                why -> isSettled(id, answer),
                () -> isDenied(id, inquiry, now),
                why -> {
                    troubles.met(why);
                    return open.put(id, new Inquiry(now.plus(policy.retryEvery()), inquiry.deniedSince()));
                });
    }

    private @Nullable Inquiry isSettled(SchemaId id, SchemaAnswer answer) {
        usable.put(id, answer);
        denied.remove(id);
        return open.remove(id);
    }

    private @Nullable Inquiry isDenied(SchemaId id, Inquiry inquiry, Instant now) {
        Instant since = inquiry.deniedSince() == null ? now : inquiry.deniedSince();
        boolean believed = denied.containsKey(id) || (!since.equals(now) && !now.isBefore(since.plus(policy.grace())));
        if (believed) {
            denied.put(id, now);
            return open.remove(id);
        }
        if (inquiry.deniedSince() == null) {
            troubles.denied(id, policy.grace());
        }
        return open.put(id, new Inquiry(now.plus(policy.denialEvery()), since));
    }

    private void postponeAllDue() {
        Instant later = clock.instant().plus(policy.retryEvery());
        open.replaceAll(
                (id, inquiry) -> inquiry.due().isBefore(later) ? new Inquiry(later, inquiry.deniedSince()) : inquiry);
    }

    private void forgetOldDenials() {
        Instant old = clock.instant().minus(policy.grace().multipliedBy(GRACES_REMEMBERED));
        denied.values().removeIf(old::isAfter);
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        return open.values().stream()
                .map(inquiry -> Duration.between(now, inquiry.due()))
                .min(Comparator.naturalOrder())
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(policy.grace());
    }

    @Override
    public String toString() {
        return "Inquiries(" + registry + ")";
    }
}
