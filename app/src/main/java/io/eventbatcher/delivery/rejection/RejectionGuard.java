package io.eventbatcher.delivery.rejection;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
public final class RejectionGuard {
    /** With so many in a row, requests carry one input: whole ones would only have to be split. */
    public static final int DOUBT_AFTER = 3;

    /** So many of those held are tried again before all are believed. */
    public static final int RETRIALS = 3;

    private final Route route;
    private final HaltSettings settings;
    private final ProbedHalt halt;
    private final Clock clock;
    private final RecentAcceptances acceptances = new RecentAcceptances();
    private final RejectedName refusedName = new RejectedName();
    private final UnconfirmedRejections held;

    private int inARow;
    private Instant patienceFrom = Instant.MIN;
    private Instant believingUntil = Instant.MIN;
    private boolean seeking;
    private boolean retrying;
    private int retried;

    public RejectionGuard(Route route, HaltSettings settings, ProbedHalt halt, Clock clock) {
        this.route = route;
        this.settings = settings;
        this.halt = halt;
        this.clock = clock;
        this.held = new UnconfirmedRejections(route.ordered());
    }

    public ProbedHalt halt() {
        return halt;
    }

    /** The number of verdicts that are held back. */
    public int held() {
        return held.size();
    }

    /** A rejection that came with this errand: believed, or held back. */
    public void rejected(InFlightRequest errand, BatchedItem member, ItemOutcome.Dead verdict) {
        if (believed(errand, member)) {
            member.decide(verdict);
            return;
        }
        if (held.isEmpty()) {
            patienceFrom = clock.instant();
        }
        long order =
                errand.purpose().rejection().map(UnconfirmedRejection::order).orElse(errand.number());
        held.add(new UnconfirmedRejection(errand.lane(), member, verdict, errand.number(), order, errand.attempts()));
        inARow++;
        if (errand.isRetrial()) {
            retried++;
        }
    }

    private boolean believed(InFlightRequest errand, BatchedItem member) {
        if (settings.rejectedInputs() == 0 || clock.instant().isBefore(believingUntil)) {
            return true;
        }
        return !halt.on()
                && (acceptances.confirm(errand.number(), member)
                        || refusedName.is(UnconfirmedRejection.name(member), clock.instant()));
    }

    /** All that this errand's answer said is noted; now what follows from it. */
    public void answered(InFlightRequest errand, Outcome outcome) {
        if (errand.isRetrial() && !InFlightRequest.decisive(outcome)) {
            throw new IllegalStateException("an answer that says nothing goes to putBack");
        }
        if (outcome.showsAcceptance()) {
            accepted(errand);
        } else if (retrying) {
            retry();
        } else {
            weigh();
        }
    }

    private void accepted(InFlightRequest errand) {
        acceptances.note(errand, clock.instant());
        inARow = 0;
        believingUntil = Instant.MIN;
        if (halt.on()) {
            acceptedInHalt(errand);
        } else if (!held.isEmpty()) {
            believe(one -> acceptances.confirm(one.number(), one.member()));
        }
    }

    private void acceptedInHalt(InFlightRequest errand) {
        if (errand.isRetrial()) {
            held.withdraw();
            goOn();
        } else if (held.isEmpty()) {
            goOn();
        } else if (errand.purpose().halt().isPresent()) {
            retrying = true;
            retried = 0;
            halt.hurry();
        } else if (held.allBefore(errand.number())) {
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
        if (!halt.on() && held.size() >= settings.rejectedInputs() && held.batches() >= settings.rejectedBatches()) {
            conclude();
        }
    }

    /** One event name that is rejected is a missing definition as long as others are taken. */
    private void conclude() {
        Set<String> rejected = held.names();
        Instant recently = clock.instant().minus(settings.judgeAfter());
        if (rejected.size() == 1 && acceptances.otherThan(rejected.iterator().next(), recently)) {
            seeking = true;
        } else {
            begin(rejected);
        }
    }

    private void begin(Set<String> rejected) {
        seeking = false;
        halt.begin(HaltMessages.rejected(
                route, held.size(), rejected, held.lastVerdict().letter()));
    }

    /** The name of which enough were rejected, when an input of another name is needed to tell what it is. */
    public Optional<String> seeksOtherThan() {
        return seeking ? held.names().stream().findFirst() : Optional.empty();
    }

    /** Such an input is on its way: its answer decides. */
    public void sought() {
        seeking = false;
    }

    /** Whether events of this name are held. */
    public boolean knows(String name) {
        return held.has(name);
    }

    /** There is no other name to be seen, but a moment ago one was taken. */
    public void foundNoOther() {
        refusedName.note(held.names().iterator().next(), clock.instant());
        believe(one -> true);
    }

    /** Whether requests had better carry one input. */
    public boolean doubts() {
        return inARow >= DOUBT_AFTER && !held.isEmpty();
    }

    /** @param open whether the route may send; only then time speaks for a rejection */
    public void tick(boolean open) {
        held.forgetDropped();
        if (held.isEmpty()) {
            seeking = false;
        } else if (!open) {
            patienceFrom = clock.instant();
        } else if (!clock.instant().isBefore(patienceFrom.plus(settings.judgeAfter()))) {
            if (held.batches() >= settings.rejectedBatches()) {
                begin(held.names());
            } else {
                believe(one -> true);
            }
        }
    }

    /** The operator says that they are right: until then, or until something is accepted, all are believed. */
    public void believeUntil(Instant time) {
        believingUntil = time;
        believe(one -> true);
    }

    private void believe(Predicate<UnconfirmedRejection> which) {
        held.believe(which);
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
    public boolean wantsHeld() {
        return retrying || halt.probes() % 2 == 1;
    }

    /** One of those held, each time another one; where order is kept, the first of its identity. Its lane must be free. */
    @Nullable
    public UnconfirmedRejection takeHeld(Predicate<Lane> maySend) {
        return held.takeFree(halt.probes() / 2, maySend);
    }

    /** The answer said nothing. */
    public void putBack(UnconfirmedRejection one) {
        held.add(one);
    }

    /** Whether something of this identity is held, which must reach HubSpot before. */
    public boolean blocks(Lane lane, MergedInput parcel) {
        return held.blocks(lane, parcel);
    }
}
