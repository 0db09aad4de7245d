package io.eventbatcher.delivery.rejection;

import io.eventbatcher.config.HaltSettings;
import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps a fault of the whole route (the token of another account, a wrong path, a new rule of HubSpot) from draining the route into the
 * dead letters. An acceptance of the same batch, or of a request sent later, confirms a rejection: the route works, and the event is
 * dead. Until then the rejection is unconfirmed, and the event is not settled.
 *
 * <p>Enough unconfirmed rejections of several event names halt the route. Probes then try, in turn, inputs that were never sent and
 * rejected inputs. If HubSpot takes a rejected input, the fault is gone, and all rejected inputs are sent again. If HubSpot takes only
 * the others, the rejections are right. Owned by the poll thread.
 */
public final class RejectionGuard {
    /** After so many rejections in a row HubSpot would reject whole requests, which would only have to be split. */
    private static final int SINGLE_INPUTS_AFTER = 3;

    private final Route route;
    private final HaltSettings settings;
    private final Clocks clocks;
    private final ProbedHalt halt;
    private final RecentAcceptances acceptances = new RecentAcceptances();
    private final MissingDefinition missing = new MissingDefinition();
    private final Retrials retrials = new Retrials();
    private final UnconfirmedRejections unconfirmed;
    private final RejectedInputs inputs;

    private int inARow;
    private Moment unconfirmedSince = Moment.LONG_AGO;
    private Moment confirmingUntil = Moment.LONG_AGO;

    public RejectionGuard(Route route, HaltSettings settings, Clocks clocks) {
        this.route = route;
        this.settings = settings;
        this.clocks = clocks;
        this.halt = new ProbedHalt(settings, clocks);
        this.unconfirmed = new UnconfirmedRejections(route.ordered());
        this.inputs = new RejectedInputs(route, unconfirmed);
    }

    /** The halt of this route for rejections. */
    public ProbedHalt halt() {
        return halt;
    }

    /** The inputs whose rejection is unconfirmed. */
    public RejectedInputs inputs() {
        return inputs;
    }

    /** A request brought a rejection: the item is dead, or the rejection stays unconfirmed for now. */
    public void rejected(InFlightRequest request, BatchedItem item, ItemOutcome.Dead dead) {
        if (confirmedAtOnce(request, item)) {
            item.decide(dead);
            return;
        }
        if (unconfirmed.isEmpty()) {
            unconfirmedSince = clocks.moment();
        }
        long first = request.purpose()
                .rejection()
                .map(UnconfirmedRejection::firstRequest)
                .orElse(request.number());
        unconfirmed.add(new UnconfirmedRejection(
                request.lane(),
                item,
                dead,
                request.number(),
                first,
                request.attempts(),
                request.sent().halts()));
        inARow += route.ordered() || request.sent().single() ? 1 : 0; // single inputs are no cheaper than one name
        if (request.isRetrial()) {
            retrials.rejected();
        }
    }

    private boolean confirmedAtOnce(InFlightRequest request, BatchedItem item) {
        if (settings.rejectedInputs() == 0 || confirmsAll()) {
            return true;
        }
        return !halt.on() && (acceptances.confirm(request.number(), item) || missing.is(item.name(), clocks.moment()));
    }

    /** True while an operator's command confirms every rejection. */
    boolean confirmsAll() {
        return clocks.moment().isBefore(confirmingUntil);
    }

    /** Number of the newest request with an input taken; -1 for none. */
    public long newestTaken() {
        return acceptances.newestRequest();
    }

    /** Draws the conclusions from an answer, after {@link #rejected} for each rejection of the answer. */
    public void answered(InFlightRequest request, Outcome outcome) {
        if (request.isRetrial() && !InFlightRequest.decisive(outcome)) {
            throw new IllegalStateException("a retrial without a decision is restored");
        }
        if (outcome.showsAcceptance()) {
            accepted(request);
        } else if (retrials.running()) {
            continueRetrials();
        } else {
            haltIfEnough();
        }
    }

    private void accepted(InFlightRequest request) {
        acceptances.add(request, clocks.moment());
        inARow = 0;
        confirmingUntil = Moment.LONG_AGO;
        if (halt.on()) {
            acceptedInHalt(request);
        } else if (!unconfirmed.isEmpty()) {
            confirm(rejection -> acceptances.confirm(rejection.lastRequest(), rejection.item()));
        }
    }

    private void acceptedInHalt(InFlightRequest request) {
        if (request.isRetrial()) {
            unconfirmed.withdraw();
            endHalt();
        } else if (unconfirmed.isEmpty()) {
            endHalt();
        } else if (request.purpose().halt().isPresent()) {
            retrials.begin();
            halt.hurry();
        } else if (unconfirmed.allBefore(request.number())) {
            // sent before the halt, but after everything that was rejected
            confirmAll();
        }
    }

    private void continueRetrials() {
        if (retrials.enough(unconfirmed.size())) {
            confirmAll();
        } else {
            halt.hurry();
        }
    }

    private void haltIfEnough() {
        if (halt.on()
                || unconfirmed.size() < settings.rejectedInputs()
                || unconfirmed.batches() < settings.rejectedBatches()) {
            return;
        }
        Set<String> names = unconfirmed.names();
        Moment recently = clocks.moment().minus(settings.judgeAfter());
        if (names.size() == 1 && acceptances.ofAnotherName(names.iterator().next(), recently)) {
            missing.seek();
        } else {
            beginHalt(names);
        }
    }

    private void beginHalt(Set<String> names) {
        missing.stopSeeking();
        var newest = unconfirmed.newest().letter();
        halt.begin(HaltMessages.rejected(route, unconfirmed.size(), names, newest), newest.traceId());
    }

    private void endHalt() {
        missing.stopSeeking();
        retrials.end();
        inARow = 0;
        halt.end();
    }

    /** The rejected event name, while an input of another name is needed to tell a missing definition from a fault of the route. */
    public Optional<String> seeksOtherThan() {
        return missing.seeking() ? unconfirmed.names().stream().findFirst() : Optional.empty();
    }

    /** An input of another name is sent; the answer decides. */
    public void otherNameSent() {
        missing.stopSeeking();
    }

    /** No lane holds an input of another name. HubSpot took one recently, so the definition of the rejected name is missing. */
    public void noOtherName() {
        missing.found(unconfirmed.names().iterator().next(), clocks.moment());
        confirmAll();
    }

    /** True if requests should carry a single input. */
    public boolean wantsSingleInputs() {
        return inARow >= SINGLE_INPUTS_AFTER && !unconfirmed.isEmpty();
    }

    /** @param open true if the route may send; only then does time confirm rejections */
    public void tick(boolean open) {
        unconfirmed.forgetDropped();
        if (unconfirmed.isEmpty()) {
            missing.stopSeeking();
        } else if (!open) {
            unconfirmedSince = clocks.moment();
        } else if (!clocks.moment().isBefore(unconfirmedSince.plus(settings.judgeAfter()))) {
            if (unconfirmed.batches() >= settings.rejectedBatches()) {
                beginHalt(unconfirmed.names());
            } else {
                confirmAll();
            }
        }
    }

    /** Confirms all rejections for a while or until the next acceptance, by an operator's command. */
    public void confirmFor(Duration span) {
        confirmingUntil = clocks.moment().plus(span);
        confirmAll();
    }

    private void confirmAll() {
        confirm(rejection -> true);
    }

    private void confirm(Predicate<UnconfirmedRejection> confirmed) {
        unconfirmed.confirm(confirmed);
        if (unconfirmed.isEmpty()) {
            endHalt();
        }
    }

    /** True while rejected inputs are tried again because HubSpot took others. */
    public boolean retries() {
        return retrials.running();
    }

    /** True if the next probe should be a retrial. */
    public boolean wantsRetrial() {
        return retrials.running() || halt.probes() % 2 == 1;
    }
}
