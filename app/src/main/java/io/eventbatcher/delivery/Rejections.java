package io.eventbatcher.delivery;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a systemic fault that looks like bad events (another account's token, a path that takes something else, a rule of HubSpot's
 * that changed) from draining a route into the dead letters. A rejection is believed when HubSpot has shown that the route works:
 * when it took another input of the same batch, or of a request that was sent later. Until then it is held back: neither
 * settled nor forgotten.
 *
 * <p>A run of held rejections, long enough and over several event names, halts the route. What is held is then tried again, in turn
 * with inputs that were never tried: if one that was rejected is taken, the cause is gone and all of them are sent again; if only
 * others are taken, they were bad. Owned by the poll thread.
 */
final class Rejections {
    /** With so many in a row, requests carry one input: whole ones would only have to be split. */
    static final int DOUBT_AFTER = 3;

    /** So many of those held are tried again before all are believed. */
    static final int RETRIALS = 3;

    /** How long a name that is rejected while others are taken is believed to be so without looking again. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private final Route route;
    private final HaltSettings settings;
    private final Halt halt;
    private final Clock clock;
    private final AcceptedNames names = new AcceptedNames();
    private final List<Held> held = new ArrayList<>();

    private long newestAccepted = -1;
    private int inARow;
    private Instant patienceFrom = Instant.MIN;
    private Instant believingUntil = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;
    private String refusedName = "";
    private boolean seeking;
    private boolean retrying;
    private int retried;

    Rejections(Route route, HaltSettings settings, Halt halt, Clock clock) {
        this.route = route;
        this.settings = settings;
        this.halt = halt;
        this.clock = clock;
    }

    Halt halt() {
        return halt;
    }

    /** The number of verdicts that are held back. */
    int held() {
        return held.size();
    }

    /** A rejection that came with this errand: believed, or held back. */
    void rejected(Errand errand, Member member, Verdict.Dead verdict) {
        if (believed(errand, member)) {
            member.decide(verdict);
            return;
        }
        if (held.isEmpty()) {
            patienceFrom = clock.instant();
        }
        Held before = errand.held();
        long order = before == null ? errand.number() : before.order();
        hold(new Held(errand.lane(), member, verdict, errand.number(), order, errand.attempts()));
        inARow++;
        if (errand.fromHeld()) {
            retried++;
        }
    }

    private boolean believed(Errand errand, Member member) {
        if (settings.rejectedInputs() == 0 || clock.instant().isBefore(believingUntil)) {
            return true;
        }
        return !halt.on()
                && (errand.number() <= newestAccepted || member.batch().hasDelivered() || isRefused(Held.name(member)));
    }

    private boolean isRefused(String name) {
        return clock.instant().isBefore(refusedUntil) && name.equals(refusedName);
    }

    private void hold(Held one) {
        one.holdBack();
        int place = held.size();
        while (place > 0 && held.get(place - 1).order() > one.order()) {
            place--;
        }
        held.add(place, one);
    }

    /** All that this errand's answer said is noted; now what follows from it. */
    void answered(Errand errand, Outcome outcome) {
        if (errand.fromHeld() && !Errand.decisive(outcome)) {
            throw new IllegalStateException("an answer that says nothing goes to putBack");
        }
        if (accepts(outcome)) {
            accepted(errand);
        } else if (retrying) {
            retry();
        } else {
            weigh();
        }
    }

    /** That HubSpot knows a uuid shows as well as anything that the route works. */
    private static boolean accepts(Outcome outcome) {
        return outcome instanceof Outcome.Delivered
                || outcome instanceof Outcome.AlreadyAccepted
                || (outcome instanceof Outcome.PartlyDelivered partly
                        && partly.results().stream().anyMatch(InputResult.Proven.class::isInstance));
    }

    private void accepted(Errand errand) {
        List<Parcel> parcels = errand.sent().parcels();
        for (int i : new int[] {0, parcels.size() / 2, parcels.size() - 1}) {
            names.note(Held.name(parcels.get(i).members().get(0)), clock.instant());
        }
        newestAccepted = Math.max(newestAccepted, errand.number());
        inARow = 0;
        believingUntil = Instant.MIN;
        if (halt.on()) {
            acceptedInHalt(errand);
        } else if (!held.isEmpty()) {
            believe(one ->
                    one.number() <= newestAccepted || one.member().batch().hasDelivered());
        }
    }

    private void acceptedInHalt(Errand errand) {
        if (errand.fromHeld()) {
            withdraw();
        } else if (held.isEmpty()) {
            goOn();
        } else if (errand.probe() != null) {
            retrying = true;
            retried = 0;
            halt.hurry();
        } else if (held.stream().allMatch(one -> one.number() < errand.number())) {
            // sent before the halt, but after all that was rejected
            believe(one -> true);
        }
    }

    /** Others are taken: now those that were not, again. */
    private void retry() {
        if (retried >= Math.min(RETRIALS, held.size())) {
            believe(one -> true);
        } else {
            halt.hurry();
        }
    }

    private void weigh() {
        if (!halt.on() && held.size() >= settings.rejectedInputs() && batches() >= settings.rejectedBatches()) {
            conclude();
        }
    }

    private long batches() {
        return held.stream().map(one -> one.member().batch()).distinct().count();
    }

    private Set<String> heldNames() {
        return held.stream().map(Held::name).collect(Collectors.toSet());
    }

    /** One event name that is rejected is a missing definition as long as others are taken. */
    private void conclude() {
        Set<String> rejected = heldNames();
        Instant recently = clock.instant().minus(settings.judgeAfter());
        if (rejected.size() == 1 && names.otherThan(rejected.iterator().next(), recently)) {
            seeking = true;
        } else {
            begin(rejected);
        }
    }

    private void begin(Set<String> rejected) {
        seeking = false;
        Verdict.Dead newest = held.get(held.size() - 1).verdict();
        halt.begin(Remedy.rejected(route, held.size(), rejected, newest.letter()));
    }

    /** The name of which enough were rejected, when an input of another name is needed to tell what it is. */
    Optional<String> seeksOtherThan() {
        return seeking ? heldNames().stream().findFirst() : Optional.empty();
    }

    /** Such an input is on its way: its answer decides. */
    void sought() {
        seeking = false;
    }

    /** Whether events of this name are held. */
    boolean knows(String name) {
        return held.stream().anyMatch(one -> one.name().equals(name));
    }

    /** There is no other name to be seen, but a moment ago one was taken. */
    void foundNoOther() {
        refusedName = heldNames().iterator().next();
        refusedUntil = clock.instant().plus(KNOWN_FOR);
        believe(one -> true);
    }

    /** Whether requests had better carry one input. */
    boolean doubts() {
        return inARow >= DOUBT_AFTER && !held.isEmpty();
    }

    /** @param open whether the route may send; only then time speaks for a rejection */
    void tick(boolean open) {
        held.removeIf(one -> one.lane().dropped());
        if (held.isEmpty()) {
            seeking = false;
        } else if (!open) {
            patienceFrom = clock.instant();
        } else if (!clock.instant().isBefore(patienceFrom.plus(settings.judgeAfter()))) {
            if (batches() >= settings.rejectedBatches()) {
                begin(heldNames());
            } else {
                believe(one -> true);
            }
        }
    }

    /** The operator says that they are right: until then, or until something is accepted, all are believed. */
    void believeUntil(Instant time) {
        believingUntil = time;
        believe(one -> true);
    }

    private void believe(Predicate<Held> which) {
        List<Held> believed = held.stream().filter(which).toList();
        held.removeAll(believed);
        believed.forEach(one -> {
            one.release();
            one.member().decide(one.verdict());
        });
        if (held.isEmpty()) {
            goOn();
        }
    }

    private void goOn() {
        seeking = false;
        retrying = false;
        inARow = 0;
        halt.end();
    }

    /** The next probe had better be one of those held. */
    boolean wantsHeld() {
        return retrying || halt.probes() % 2 == 1;
    }

    /** One of those held, each time another one; where order is kept, the first of its identity. Its lane must be free. */
    @Nullable
    Held takeHeld() {
        for (int i = 0; i < held.size(); i++) {
            Held candidate = held.get((halt.probes() / 2 + i) % held.size());
            Held first = route.ordered() ? firstOf(candidate) : candidate;
            if (first.lane().isFree()) {
                held.remove(first);
                first.release();
                return first;
            }
        }
        return null;
    }

    private Held firstOf(Held candidate) {
        return held.stream()
                .filter(one -> blocks(one, candidate.lane(), candidate.identity()))
                .findFirst()
                .orElse(candidate);
    }

    /** The answer said nothing. */
    void putBack(Held one) {
        hold(one);
    }

    /** Whether something of this identity is held, which must reach HubSpot before. */
    boolean blocks(Lane lane, Parcel parcel) {
        return route.ordered() && held.stream().anyMatch(one -> blocks(one, lane, parcel.identity()));
    }

    @SuppressWarnings("ReferenceEquality") // a lane is its object
    private static boolean blocks(Held one, Lane lane, String identity) {
        return one.lane() == lane && one.identity().equals(identity);
    }

    /** The cause is gone: all of them are sent again, before what is in their lanes. */
    private void withdraw() {
        Map<Lane, List<Held>> byLane = new LinkedHashMap<>();
        held.forEach(one ->
                byLane.computeIfAbsent(one.lane(), lane -> new ArrayList<>()).add(one));
        held.clear();
        byLane.forEach((lane, some) -> {
            some.forEach(Held::release);
            lane.goesFirst(together(lane, some));
        });
        goOn();
    }

    /** In their order, as many in one shipment as a request takes, but no two of an identity. */
    private static List<Shipment> together(Lane lane, List<Held> some) {
        List<Shipment> shipments = new ArrayList<>();
        Map<String, Held> next = new LinkedHashMap<>();
        long bytes = 0;
        for (Held one : some) {
            int length = one.member().item().jsonLength();
            if (!next.isEmpty() && (next.containsKey(one.identity()) || !lane.fit(next.size() + 1, bytes + length))) {
                shipments.add(shipment(next));
                next.clear();
                bytes = 0;
            }
            next.put(one.identity(), one);
            bytes += length;
        }
        shipments.add(shipment(next));
        return shipments;
    }

    private static Shipment shipment(Map<String, Held> together) {
        List<Held> all = List.copyOf(together.values());
        return new Shipment(
                all.stream().map(one -> Parcel.of(one.member())).toList(),
                all.get(0).attempts());
    }
}
