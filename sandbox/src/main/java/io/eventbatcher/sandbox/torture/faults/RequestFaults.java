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

/**
 * The faults of single requests: some out of the blue, and bursts of one kind. Whether and how a request is hit follows from the seed and
 * the request's number.
 */
public final class RequestFaults implements FaultDraw {
    /** Not a kind of fault: it befalls single replays, each time. */
    public static final String LEFT_OUT = "left-out-replay";

    private static final Effect NONE = new Effect.None();

    private final long seed;
    private final double background;
    private final Predicate<String> leftOut;
    private final List<ApiFault> outOfTheBlue;
    private final FaultCounts tallies;
    private final Clock clock;
    private final List<Burst> bursts = new CopyOnWriteArrayList<>();
    private final Set<EventKey> unproven = new HashSet<>();
    private final Set<EventKey> failedAlone = new HashSet<>();
    private volatile boolean calm;

    /**
     * A burst.
     *
     * @param endpoint absent: all
     * @param share of the requests that are hit, 0 to 1
     */
    private record Burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Instant until) {}

    /**
     * A storm that begins at once.
     *
     * @param background the share of all requests that is hit out of the blue, 0 to 1
     * @param outOfTheBlue by what
     * @param leftOut which objects HubSpot leaves out of all its answers to updates, calm or not
     */
    public RequestFaults(
            long seed,
            double background,
            List<ApiFault> outOfTheBlue,
            Predicate<String> leftOut,
            FaultCounts tallies,
            Clock clock) {
        this.seed = seed;
        this.background = background;
        this.leftOut = leftOut;
        this.outOfTheBlue = List.copyOf(outOfTheBlue);
        this.tallies = tallies;
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
            tallies.count(LEFT_OUT);
            // no answer leaves out several; these, which it leaves unproven as well, go alone then
            return unsaid.size() == 1 ? new Effect.LeftOut(unsaid.get(0)) : new Effect.EmptyMultiStatus();
        }
        if (calm || inputs.isEmpty()) {
            return NONE;
        }
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        return choose(endpoint, random)
                .filter(fault -> !fault.marketingOnly() || endpoint.marketing())
                .filter(fault -> fault.kind() != ApiFault.Kind.UNPROVEN || firstTime(unproven, endpoint, inputs))
                .filter(fault -> fault.kind() != ApiFault.Kind.FAILING || bearable(endpoint, inputs))
                .map(fault -> {
                    tallies.count(fault.label());
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
        return !outOfTheBlue.isEmpty() && random.nextDouble() < background
                ? Optional.of(outOfTheBlue.get(random.nextInt(outOfTheBlue.size())))
                : Optional.empty();
    }

    /** An event that is alone expires when it fails three times while others are taken, and an outage may add to what is drawn. */
    private boolean bearable(Endpoint endpoint, List<TakenInput> inputs) {
        return inputs.size() > 1 || firstTime(failedAlone, endpoint, inputs);
    }

    /** For all events in these inputs. */
    private static boolean firstTime(Set<EventKey> befallen, Endpoint endpoint, List<TakenInput> inputs) {
        List<EventKey> events = EventKey.of(endpoint, inputs);
        synchronized (befallen) {
            return Collections.disjoint(befallen, events) && befallen.addAll(events);
        }
    }
}
