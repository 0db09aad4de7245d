package io.eventbatcher.ingest.registry;

import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.log.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The known schemas, and the look-ups of ids that are not known yet. A schema is remembered for good, because an id never changes its
 * meaning. A believed denial is checked again from time to time, and forgotten when nobody looks the id up any more.
 *
 * <p>Any thread may call {@link #find}; one thread calls {@link #askDue}.
 */
final class PendingLookups implements SchemaLookup {
    /** Ids are a producer's bytes, so the number of open look-ups is bounded; an id beyond is asked for at a later look-up. */
    private static final int MOST_OPEN = 10_000;

    /** A registry that is down costs the whole time limit for each request. */
    private static final int MOST_TIMEOUTS_PER_TURN = 3;

    /** A denial is forgotten when so many graces pass without a look-up. */
    private static final int GRACES_REMEMBERED = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PendingLookups.class);

    private final Registry registry;
    private final ProbePolicy policy;
    private final InstantSource clock;
    private final RegistryLog log;
    private final Map<SchemaId, SchemaAnswer> usable = new ConcurrentHashMap<>();
    private final Map<SchemaId, Denial> denied = new ConcurrentHashMap<>();
    private final Map<SchemaId, Lookup> open = new ConcurrentHashMap<>();
    private final LogThrottle surprises = new LogThrottle(Duration.ofMinutes(10));
    private Instant quietUntil = Instant.EPOCH;

    /**
     * A look-up without a trusted answer.
     *
     * @param due the time of the next request
     * @param deniedSince the time of the registry's first denial, or null
     */
    private record Lookup(Instant due, @Nullable Instant deniedSince) {}

    /** A denial that is believed, and the time of its last repetition. */
    private record Denial(SchemaAnswer answer, Instant at) {}

    PendingLookups(Registry registry, ProbePolicy policy, InstantSource clock, RegistryLog log) {
        this.registry = registry;
        this.policy = policy;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        SchemaAnswer answer = usable.get(id);
        if (answer != null) {
            return answer;
        }
        Denial denial = denied.get(id);
        if (denial == null) {
            lookUp(id);
            return new SchemaAnswer.NoAnswer("The registry has not yet said what " + id + " is.");
        }
        if (clock.instant().isAfter(denial.at().plus(policy.grace()))) {
            lookUp(id);
        }
        return denial.answer();
    }

    private void lookUp(SchemaId id) {
        if (open.size() < MOST_OPEN && !open.containsKey(id)) {
            open.putIfAbsent(id, new Lookup(clock.instant(), null));
        }
    }

    /**
     * Asks the registry for all ids that are due.
     *
     * @return the time until the next id is due, unless a new id is looked up
     */
    Duration askDue() {
        forgetOldDenials();
        Instant begin = clock.instant();
        if (!isDue(quietUntil, begin)) {
            return Duration.between(begin, quietUntil);
        }
        int timeouts = 0;
        for (SchemaId id : due()) {
            Lookup lookup = open.get(id);
            SchemaAnswer answer = ask(id);
            if (answer instanceof SchemaAnswer.NoAnswer) {
                timeouts++;
            } else {
                timeouts = 0;
                log.over();
            }
            if (lookup != null) {
                settle(id, lookup, answer);
            }
            if (timeouts == MOST_TIMEOUTS_PER_TURN) {
                // those that were not asked come first in the next turn, or three ids without an answer would keep all
                // others waiting
                quietUntil = clock.instant().plus(policy.retryEvery());
                return policy.retryEvery();
            }
        }
        return untilNext();
    }

    /** An id whose answer breaks all expectations must not keep the others waiting. */
    private SchemaAnswer ask(SchemaId id) {
        try {
            return registry.ask(id);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
            if (surprises.tryLog(clock.instant())) {
                LOG.atError().setCause(unexpected).log("The registry's answer about {} could not be handled.", id);
            }
            return new SchemaAnswer.NoAnswer("The registry's answer about " + id + " cannot be handled ("
                    + Printable.cause(unexpected) + "). Its events wait; please report this.");
        }
    }

    private List<SchemaId> due() {
        Instant now = clock.instant();
        return open.entrySet().stream()
                .filter(entry -> isDue(entry.getValue().due(), now))
                .sorted(Comparator.comparing(entry -> entry.getValue().due()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A time farther away than the longest wait is left from before the clock was set back. */
    private boolean isDue(Instant due, Instant now) {
        return !due.isAfter(now) || due.isAfter(now.plus(policy.longestWait()));
    }

    private void settle(SchemaId id, Lookup lookup, SchemaAnswer answer) {
        Instant now = clock.instant();
        answer.fold(
                schema -> isUsable(id, answer),
                why -> isUsable(id, answer),
                hint -> isDenied(id, lookup, answer, now),
                why -> {
                    log.noAnswer(why);
                    return open.put(id, new Lookup(now.plus(policy.retryEvery()), lookup.deniedSince()));
                });
    }

    private @Nullable Lookup isUsable(SchemaId id, SchemaAnswer answer) {
        usable.put(id, answer);
        denied.remove(id);
        return open.remove(id);
    }

    private @Nullable Lookup isDenied(SchemaId id, Lookup lookup, SchemaAnswer answer, Instant now) {
        Instant since = lookup.deniedSince() == null ? now : lookup.deniedSince();
        boolean believed = denied.containsKey(id) || (!since.equals(now) && !now.isBefore(since.plus(policy.grace())));
        if (believed) {
            denied.put(id, new Denial(answer, now));
            return open.remove(id);
        }
        if (lookup.deniedSince() == null) {
            log.denied(id, policy.grace());
        }
        return open.put(id, new Lookup(now.plus(policy.denialEvery()), since));
    }

    private void forgetOldDenials() {
        Instant old = clock.instant().minus(policy.grace().multipliedBy(GRACES_REMEMBERED));
        denied.values().removeIf(denial -> old.isAfter(denial.at()));
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        return open.values().stream()
                .map(lookup -> Duration.between(now, lookup.due()))
                .min(Comparator.naturalOrder())
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(policy.grace());
    }

    @Override
    public String toString() {
        return "PendingLookups(" + registry + ")";
    }
}
