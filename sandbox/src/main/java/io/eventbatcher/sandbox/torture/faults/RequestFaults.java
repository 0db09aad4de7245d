package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The faults of single requests: random ones, and bursts of one kind. The seed and the request's number decide each fault. */
public final class RequestFaults implements FaultDraw {
    /** Counted like a fault, but befalls every answer to some replays. */
    static final String LEFT_OUT = "left-out-replay";

    private static final Effect NONE = new Effect.None();

    private final long seed;
    private final double background;
    private final Predicate<String> leftOut;
    private final List<ApiFault> backgroundKinds;
    private final FaultCounts counts;
    private final Clock clock;
    private final List<Burst> bursts = new CopyOnWriteArrayList<>();
    private final Set<EventKey> unproven = new HashSet<>();
    private final Set<EventKey> failedAlone = new HashSet<>();
    private volatile boolean calm;

    /**
     * A burst of faults.
     *
     * @param endpoint absent: all
     * @param share of requests hit, 0 to 1
     */
    private record Burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Instant until) {}

    /**
     * Creates the faults.
     *
     * @param background the share of all requests hit at random, 0 to 1
     * @param backgroundKinds the kinds of random faults
     * @param leftOut tests an object id for being left out of all answers to updates, in calm phases, too
     */
    public RequestFaults(
            long seed,
            double background,
            List<ApiFault> backgroundKinds,
            Predicate<String> leftOut,
            FaultCounts counts,
            Clock clock) {
        this.seed = seed;
        this.background = background;
        this.leftOut = leftOut;
        this.backgroundKinds = List.copyOf(backgroundKinds);
        this.counts = counts;
        this.clock = clock;
    }

    public void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length) {
        bursts.add(new Burst(fault, endpoint, share, clock.instant().plus(length)));
    }

    /** No faults any more. */
    public void calmDown() {
        calm = true;
    }

    @Override
    public Effect draw(long number, Endpoint endpoint, List<TakenInput> inputs) {
        List<String> unsaid = unsaid(endpoint, inputs);
        if (!unsaid.isEmpty()) {
            counts.count(LEFT_OUT);
            // an answer can leave out one input only; an empty 207 leaves several unproven, and the service then sends
            // each alone
            return unsaid.size() == 1 ? new Effect.LeftOut(unsaid.get(0)) : new Effect.EmptyMultiStatus();
        }
        if (calm || inputs.isEmpty()) {
            return NONE;
        }
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        return choose(endpoint, random)
                .filter(fault -> !fault.marketingOnly() || endpoint.marketing())
                .filter(fault -> fault.kind() != ApiFault.Kind.UNPROVEN || firstTime(unproven, endpoint, inputs))
                .filter(fault -> fault.kind() != ApiFault.Kind.DIVIDING || inputs.size() > 1)
                .filter(fault -> fault.kind() != ApiFault.Kind.FAILING || bearable(endpoint, inputs))
                .map(fault -> {
                    counts.count(fault.label());
                    return fault.effect(inputs, random);
                })
                .orElse(NONE);
    }

    private List<String> unsaid(Endpoint endpoint, List<TakenInput> inputs) {
        return endpoint == Endpoint.MARKETING_UPDATE
                ? inputs.stream().map(TakenInput::identity).filter(leftOut).toList()
                : List.of();
    }

    private Optional<ApiFault> choose(Endpoint endpoint, SplittableRandom random) {
        Instant now = clock.instant();
        bursts.removeIf(burst -> burst.until().isBefore(now));
        for (Burst burst : bursts) {
            if (burst.endpoint().map(endpoint::equals).orElse(true) && random.nextDouble() < burst.share()) {
                return Optional.of(burst.fault());
            }
        }
        return !backgroundKinds.isEmpty() && random.nextDouble() < background
                ? Optional.of(backgroundKinds.get(random.nextInt(backgroundKinds.size())))
                : Optional.empty();
    }

    /** An event that fails alone three times while HubSpot takes others expires, and an outage may add to the drawn faults. */
    private boolean bearable(Endpoint endpoint, List<TakenInput> inputs) {
        return inputs.size() > 1 || firstTime(failedAlone, endpoint, inputs);
    }

    /** True if all events of the inputs are new to the set, which then holds them. */
    private static boolean firstTime(Set<EventKey> befallen, Endpoint endpoint, List<TakenInput> inputs) {
        List<EventKey> events = EventKey.of(endpoint, inputs);
        synchronized (befallen) {
            return Collections.disjoint(befallen, events) && befallen.addAll(events);
        }
    }
}
