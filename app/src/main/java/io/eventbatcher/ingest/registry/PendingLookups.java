package io.eventbatcher.ingest.registry;

import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.log.Printable;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
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
    private final Clocks clocks;
    private final RegistryLog log;
    private final Map<SchemaId, SchemaAnswer> usable = new ConcurrentHashMap<>();
    private final Map<SchemaId, Denial> denied = new ConcurrentHashMap<>();
    private final Map<SchemaId, Lookup> open = new ConcurrentHashMap<>();
    private final LogThrottle surprises = new LogThrottle(Duration.ofMinutes(10));
    private Moment quietUntil = Moment.LONG_AGO;

    /**
     * A look-up without a trusted answer.
     *
     * @param due the time of the next request
     * @param deniedSince the time of the registry's first denial, or null
     */
    private record Lookup(Moment due, @Nullable Moment deniedSince) {}

    /** A denial that is believed, and the time of its last repetition. */
    private record Denial(SchemaAnswer answer, Moment at) {}

    PendingLookups(Registry registry, ProbePolicy policy, Clocks clocks, RegistryLog log) {
        this.registry = registry;
        this.policy = policy;
        this.clocks = clocks;
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
        if (clocks.moment().isAfter(denial.at().plus(policy.grace()))) {
            lookUp(id);
        }
        return denial.answer();
    }

    private void lookUp(SchemaId id) {
        if (open.size() < MOST_OPEN && !open.containsKey(id)) {
            open.putIfAbsent(id, new Lookup(clocks.moment(), null));
        }
    }

    /**
     * Asks the registry for all ids that are due.
     *
     * @return the time until the next id is due, unless a new id is looked up
     */
    Duration askDue() {
        forgetOldDenials();
        Moment begin = clocks.moment();
        if (!isDue(quietUntil, begin)) {
            return quietUntil.since(begin);
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
                quietUntil = clocks.moment().plus(policy.retryEvery());
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
            if (surprises.tryLog(clocks.moment())) {
                LOG.atError().setCause(unexpected).log("The registry's answer about {} could not be handled.", id);
            }
            return new SchemaAnswer.NoAnswer("The registry's answer about " + id + " cannot be handled ("
                    + Printable.cause(unexpected) + "). Its events wait; please report this.");
        }
    }

    private List<SchemaId> due() {
        Moment now = clocks.moment();
        return open.entrySet().stream()
                .filter(entry -> isDue(entry.getValue().due(), now))
                .sorted(Comparator.comparing(entry -> entry.getValue().due()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDue(Moment due, Moment now) {
        return !due.isAfter(now);
    }

    private void settle(SchemaId id, Lookup lookup, SchemaAnswer answer) {
        Moment now = clocks.moment();
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

    private @Nullable Lookup isDenied(SchemaId id, Lookup lookup, SchemaAnswer answer, Moment now) {
        Moment since = lookup.deniedSince() == null ? now : lookup.deniedSince();
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
        Moment old = clocks.moment().minus(policy.grace().multipliedBy(GRACES_REMEMBERED));
        denied.values().removeIf(denial -> old.isAfter(denial.at()));
    }

    private Duration untilNext() {
        Moment now = clocks.moment();
        return open.values().stream()
                .map(lookup -> lookup.due().since(now))
                .min(Comparator.naturalOrder())
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(policy.grace());
    }

    @Override
    public String toString() {
        return "PendingLookups(" + registry + ")";
    }
}
