package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.RequestPurpose;
import io.eventbatcher.delivery.inflight.UnconfirmedRejection;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses single inputs to try a route with: each time from another lane and from another place in what it gives, so that no peculiar
 * input can keep a halt. Owned by the poll thread.
 */
final class ProbeSelector {
    /** Spreads over a shipment better than neighbours do. */
    private static final int STEP = 7;

    private final RouteGates gates;

    ProbeSelector(RouteGates gates) {
        this.gates = gates;
    }

    /** Probes whose time has come, and what may tell a missing event definition from a fault. At most one for each route. */
    List<InFlightRequest> due(Collection<Lane> lanes, LongSupplier numbers) {
        List<InFlightRequest> due = new ArrayList<>();
        List<Route> routes = new ArrayList<>(List.of(Route.values()));
        // a halt of the credentials is probed by one route at a time
        Collections.rotate(routes, -gates.credentials().probes());
        for (Route route : routes) {
            List<Lane> all =
                    lanes.stream().filter(lane -> lane.route() == route).toList();
            List<Lane> ready = all.stream()
                    .filter(lane -> lane.isFree() && !gates.paused(lane))
                    .toList();
            if (!ready.isEmpty()) {
                RouteGate gate = gates.of(route);
                gate.rejections()
                        .seeksOtherThan()
                        .ifPresent(name ->
                                otherThan(name, gate, ready, all, numbers).ifPresent(due::add));
                probe(gate, ready, numbers).ifPresent(due::add);
            }
        }
        return due;
    }

    private Optional<InFlightRequest> probe(RouteGate gate, List<Lane> ready, LongSupplier numbers) {
        RejectionGuard rejections = gate.rejections();
        boolean something = ready.stream().anyMatch(Lane::wantsToSend) || rejections.held() > 0;
        Optional<ProbedHalt> due = something ? gate.tryProbe() : Optional.empty();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        ProbedHalt halt = due.get();
        boolean ofRejections = halt.equals(rejections.halt());
        Optional<InFlightRequest> probe =
                ofRejections && rejections.wantsHeld() ? held(rejections, numbers) : Optional.empty();
        if (probe.isEmpty()) {
            probe = fresh(rejections, ready, halt, numbers);
        }
        if (probe.isEmpty() && ofRejections) {
            probe = held(rejections, numbers);
        }
        if (probe.isEmpty()) {
            gate.passedForNothing(halt);
        }
        return probe;
    }

    private Optional<InFlightRequest> held(RejectionGuard rejections, LongSupplier numbers) {
        return Optional.ofNullable(rejections.takeHeld(lane -> !gates.paused(lane)))
                .map(rejection -> {
                    Lane lane = rejection.lane();
                    lane.addInFlight();
                    PendingRequest again = rejection.request().sentOnceMore();
                    RequestPurpose purpose = new RequestPurpose.Retrial(rejections.halt(), rejection);
                    return new InFlightRequest(numbers.getAsLong(), lane, again, again, purpose);
                });
    }

    private static Optional<InFlightRequest> fresh(
            RejectionGuard rejections, List<Lane> ready, ProbedHalt halt, LongSupplier numbers) {
        // every other probe of the rejections' halt is one of those held
        int turn = halt.equals(rejections.halt()) ? halt.probes() / 2 : halt.probes();
        for (int i = 0; i < ready.size(); i++) {
            Lane lane = ready.get((turn + i) % ready.size());
            if (lane.wantsToSend()) {
                PendingRequest whole = lane.takeAny(turn / ready.size());
                MergedInput parcel = parcel(rejections, lane, whole, turn);
                if (parcel != null) {
                    return Optional.of(new InFlightRequest(
                            numbers.getAsLong(), lane, whole, whole.only(parcel), new RequestPurpose.Probe(halt)));
                }
                lane.giveBack(whole);
            }
        }
        return Optional.empty();
    }

    /** One input of it, another one each time; of another name than those that are rejected, where there is one. */
    PendingRequest of(Lane lane, PendingRequest whole, long turn) {
        MergedInput parcel = parcel(gates.of(lane.route()).rejections(), lane, whole, turn);
        return whole.only(parcel == null ? whole.inputs().get(0) : parcel);
    }

    private static @Nullable MergedInput parcel(RejectionGuard rejections, Lane lane, PendingRequest whole, long turn) {
        List<MergedInput> parcels = whole.inputs();
        MergedInput fallback = null;
        for (int i = 0; i < parcels.size(); i++) {
            MergedInput parcel = parcels.get(Math.floorMod(turn * STEP + i, parcels.size()));
            if (!rejections.blocks(lane, parcel)) {
                if (!rejections.knows(UnconfirmedRejection.name(parcel.items().get(0)))) {
                    return parcel;
                }
                fallback = fallback == null ? parcel : fallback;
            }
        }
        return fallback;
    }

    private static Optional<InFlightRequest> otherThan(
            String name, RouteGate gate, List<Lane> ready, List<Lane> all, LongSupplier numbers) {
        Predicate<BatchedItem> wanted = item -> !UnconfirmedRejection.name(item).equals(name);
        for (Lane lane : ready) {
            PendingRequest whole = lane.takeWith(wanted);
            if (whole != null) {
                if (!gate.tryPass()) {
                    lane.giveBack(whole);
                    return Optional.empty();
                }
                MergedInput other = whole.inputs().stream()
                        .filter(input -> wanted.test(input.items().get(0)))
                        .findFirst()
                        .orElseThrow();
                gate.rejections().sought();
                return Optional.of(new InFlightRequest(
                        numbers.getAsLong(), lane, whole, whole.only(other), new RequestPurpose.Ordinary()));
            }
        }
        // a lane that is busy, paused or on its way to another instance may show such an input later
        if (all.stream().noneMatch(lane -> lane.hasUndecided(wanted))) {
            gate.rejections().foundNoOther();
        }
        return Optional.empty();
    }
}
