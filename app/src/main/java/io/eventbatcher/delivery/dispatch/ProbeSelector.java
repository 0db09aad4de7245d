package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.delivery.rejection.UnconfirmedRejection;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses single inputs to try a route with: each time from another lane and from another place in what it gives, so that no peculiar
 * input can keep a halt. Owned by the poll thread.
 */
public final class ProbeSelector {
    /** Spreads over a shipment better than neighbours do. */
    private static final int STEP = 7;

    private final RouteGates gates;

    public ProbeSelector(RouteGates gates) {
        this.gates = gates;
    }

    /**
     * What is to be sent.
     *
     * @param whole what the lane gave
     * @param part that, or one input of it
     * @param probe the halt it may end
     * @param held what was held back, where that is tried again
     */
    public record Choice(
            Lane lane,
            PendingRequest whole,
            PendingRequest part,
            @Nullable ProbedHalt probe,
            @Nullable UnconfirmedRejection held) {}

    /** Probes whose time has come, and what may tell a missing event definition from a fault. At most one for each route. */
    public List<Choice> due(Collection<Lane> lanes) {
        List<Choice> due = new ArrayList<>();
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
                gate.rejections().seeksOtherThan().ifPresent(name -> otherThan(name, gate, ready, all, due));
                probe(gate, ready, due);
            }
        }
        return due;
    }

    private void probe(RouteGate gate, List<Lane> ready, List<Choice> due) {
        RejectionGuard rejections = gate.rejections();
        boolean something = ready.stream().anyMatch(Lane::wantsToSend) || rejections.held() > 0;
        if (!something) {
            return;
        }
        Optional<ProbedHalt> probe = gate.tryProbe();
        if (probe.isEmpty()) {
            return;
        }
        ProbedHalt halt = probe.get();
        Choice choice = halt.equals(rejections.halt()) && rejections.wantsHeld() ? held(rejections, halt) : null;
        if (choice == null) {
            choice = fresh(rejections, ready, halt);
        }
        if (choice == null && halt.equals(rejections.halt())) {
            choice = held(rejections, halt);
        }
        if (choice == null) {
            gate.passedForNothing(halt);
        } else {
            due.add(choice);
        }
    }

    private @Nullable Choice held(RejectionGuard rejections, ProbedHalt halt) {
        UnconfirmedRejection held = rejections.takeHeld(lane -> !gates.paused(lane));
        if (held == null) {
            return null;
        }
        held.lane().takesAside();
        PendingRequest shipment = held.shipment().sentOnceMore();
        return new Choice(held.lane(), shipment, shipment, halt, held);
    }

    private static @Nullable Choice fresh(RejectionGuard rejections, List<Lane> ready, ProbedHalt halt) {
        // every other probe of this halt is one of what is held
        int turn = halt.equals(rejections.halt()) ? halt.probes() / 2 : halt.probes();
        for (int i = 0; i < ready.size(); i++) {
            Lane lane = ready.get((turn + i) % ready.size());
            if (lane.wantsToSend()) {
                PendingRequest whole = lane.takeAny(turn / ready.size());
                MergedInput parcel = parcel(rejections, lane, whole, turn);
                if (parcel != null) {
                    return new Choice(lane, whole, whole.only(parcel), halt, null);
                }
                lane.answered();
                lane.goesOn(List.of(whole.untried()));
            }
        }
        return null;
    }

    /** One input of it, another one each time; of another name than those that are rejected, where there is one. */
    public PendingRequest of(Lane lane, PendingRequest whole, long turn) {
        MergedInput parcel = parcel(gates.of(lane.route()).rejections(), lane, whole, turn);
        return whole.only(parcel == null ? whole.parcels().get(0) : parcel);
    }

    private static @Nullable MergedInput parcel(RejectionGuard rejections, Lane lane, PendingRequest whole, long turn) {
        List<MergedInput> parcels = whole.parcels();
        MergedInput fallback = null;
        for (int i = 0; i < parcels.size(); i++) {
            MergedInput parcel = parcels.get(Math.floorMod(turn * STEP + i, parcels.size()));
            if (!rejections.blocks(lane, parcel)) {
                if (!rejections.knows(UnconfirmedRejection.name(parcel.members().get(0)))) {
                    return parcel;
                }
                fallback = fallback == null ? parcel : fallback;
            }
        }
        return fallback;
    }

    private static void otherThan(String name, RouteGate gate, List<Lane> ready, List<Lane> all, List<Choice> due) {
        Predicate<BatchedItem> wanted =
                member -> !UnconfirmedRejection.name(member).equals(name);
        for (Lane lane : ready) {
            PendingRequest whole = lane.takeWith(wanted);
            if (whole != null) {
                if (!gate.tryPass()) {
                    lane.answered();
                    lane.goesOn(List.of(whole.untried()));
                    return;
                }
                MergedInput other = whole.parcels().stream()
                        .filter(parcel -> !UnconfirmedRejection.name(
                                        parcel.members().get(0))
                                .equals(name))
                        .findFirst()
                        .orElseThrow();
                gate.rejections().sought();
                due.add(new Choice(lane, whole, whole.only(other), null, null));
                return;
            }
        }
        // one that is busy, paused or on its way to another instance may show it later
        if (all.stream().noneMatch(lane -> lane.hasUndecided(wanted))) {
            gate.rejections().foundNoOther();
        }
    }
}
