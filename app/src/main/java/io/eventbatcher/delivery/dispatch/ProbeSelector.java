package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.RouteGate;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.inflight.InFlightRequest;
import io.eventbatcher.delivery.inflight.RequestPurpose;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses inputs to probe halted routes: rather one that the halt has not met yet than one that drew it, and each time of a different lane
 * and place, because a peculiar input must not prolong a halt. Owned by the poll thread.
 */
final class ProbeSelector {
    private final RouteGates gates;

    ProbeSelector(RouteGates gates) {
        this.gates = gates;
    }

    /**
     * Returns due probes, and for a route with rejections of a single event name an input of a different name.
     *
     * @param numbers numbers the requests
     */
    List<InFlightRequest> due(Collection<Lane> lanes, LongSupplier numbers) {
        List<InFlightRequest> due = new ArrayList<>();
        Set<ProbedHalt> nothingUntried = new HashSet<>();
        List<Route> routes = new ArrayList<>(List.of(Route.values()));
        // one route at a time probes the halt of the credentials
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
                        .flatMap(name -> ofAnotherName(name, gate, ready, all, numbers))
                        .ifPresent(due::add);
                probe(gate, ready, numbers, nothingUntried).ifPresent(due::add);
            }
        }
        // after a look at every route, because routes share the halt of the credentials
        nothingUntried.forEach(ProbedHalt::nothingUntried);
        return due;
    }

    private Optional<InFlightRequest> probe(
            RouteGate gate, List<Lane> ready, LongSupplier numbers, Set<ProbedHalt> nothingUntried) {
        return gate.haltToProbe().flatMap(halt -> {
            Optional<InFlightRequest> untried =
                    seeksUntried(gate, halt) ? untried(gate, halt, ready, numbers, nothingUntried) : Optional.empty();
            return untried.isPresent() ? untried : tried(gate, halt, ready, numbers);
        });
    }

    private static boolean seeksUntried(RouteGate gate, ProbedHalt halt) {
        RejectionGuard rejections = gate.rejections();
        return halt.untriedProbeDue() && !(halt.equals(rejections.halt()) && rejections.retries());
    }

    /** An input that the halt has not met: of a request without a halting answer, or of a name without rejections. */
    private static Optional<InFlightRequest> untried(
            RouteGate gate, ProbedHalt halt, List<Lane> ready, LongSupplier numbers, Set<ProbedHalt> nothingUntried) {
        RejectionGuard rejections = gate.rejections();
        boolean ofRejections = halt.equals(rejections.halt());
        for (int i = 0; i < ready.size(); i++) {
            Lane lane = ready.get((halt.probes() + i) % ready.size());
            PendingRequest whole = ofRejections
                    ? unlikeTheRejected(lane, rejections)
                    : lane.requests().takeUntried(item -> true);
            if (whole != null) {
                Optional<MergedInput> input = InputSelector.select(rejections, lane, whole, halt.probes());
                if (input.isPresent() && gate.tryProbe(halt, true)) {
                    return Optional.of(probe(halt, lane, whole, input.get(), numbers));
                }
                lane.requests().returnUnsent(whole);
            }
        }
        nothingUntried.add(halt);
        return Optional.empty();
    }

    /** An event of another name; on routes without names the newest, which is the least like the rejected ones before. */
    private static @Nullable PendingRequest unlikeTheRejected(Lane lane, RejectionGuard rejections) {
        return lane.route().hasNames()
                ? lane.requests().takeUntried(rejections.inputs()::areOfOtherNamesThan)
                : lane.requests().takeNewest();
    }

    private static InFlightRequest probe(
            ProbedHalt halt, Lane lane, PendingRequest whole, MergedInput input, LongSupplier numbers) {
        return new InFlightRequest(numbers.getAsLong(), lane, whole, whole.only(input), new RequestPurpose.Probe(halt));
    }

    private Optional<InFlightRequest> tried(RouteGate gate, ProbedHalt halt, List<Lane> ready, LongSupplier numbers) {
        RejectionGuard rejections = gate.rejections();
        boolean possible = ready.stream().anyMatch(Lane::wantsToSend)
                || rejections.inputs().count() > 0;
        if (!possible || !halt.probeDue() || !gate.tryProbe(halt, false)) {
            return Optional.empty();
        }
        boolean ofRejections = halt.equals(rejections.halt());
        Optional<InFlightRequest> probe =
                ofRejections && rejections.wantsRetrial() ? retrial(rejections, numbers) : Optional.empty();
        if (probe.isEmpty()) {
            probe = any(rejections, ready, halt, numbers);
        }
        if (probe.isEmpty() && ofRejections) {
            probe = retrial(rejections, numbers);
        }
        if (probe.isEmpty()) {
            gate.cancelProbe(halt);
        }
        return probe;
    }

    private Optional<InFlightRequest> retrial(RejectionGuard rejections, LongSupplier numbers) {
        int turn = rejections.halt().probes() / 2;
        return rejections
                .inputs()
                .takeForRetrial(turn, lane -> !gates.paused(lane))
                .map(rejection -> {
                    Lane lane = rejection.lane();
                    lane.requests().addInFlight();
                    PendingRequest again = rejection.request().sentOnceMore();
                    RequestPurpose purpose = new RequestPurpose.Retrial(rejections.halt(), rejection);
                    return new InFlightRequest(numbers.getAsLong(), lane, again, again, purpose);
                });
    }

    private static Optional<InFlightRequest> any(
            RejectionGuard rejections, List<Lane> ready, ProbedHalt halt, LongSupplier numbers) {
        // every other probe of the rejections' halt is a retrial
        int turn = halt.equals(rejections.halt()) ? halt.probes() / 2 : halt.probes();
        for (int i = 0; i < ready.size(); i++) {
            Lane lane = ready.get((turn + i) % ready.size());
            if (lane.wantsToSend()) {
                PendingRequest whole = lane.requests().takeForProbe(turn / ready.size());
                Optional<MergedInput> input = InputSelector.select(rejections, lane, whole, turn);
                if (input.isPresent()) {
                    return Optional.of(probe(halt, lane, whole, input.get(), numbers));
                }
                lane.requests().returnUnsent(whole);
            }
        }
        return Optional.empty();
    }

    private static Optional<InFlightRequest> ofAnotherName(
            String name, RouteGate gate, List<Lane> ready, List<Lane> all, LongSupplier numbers) {
        Route route = ready.get(0).route();
        Predicate<Item> wanted = item -> !item.name(route).equals(name);
        for (Lane lane : ready) {
            PendingRequest whole = lane.requests().takeWith(wanted);
            if (whole != null) {
                if (!gate.tryPass()) {
                    lane.requests().returnUnsent(whole);
                    return Optional.empty();
                }
                MergedInput other = whole.inputs().stream()
                        .filter(input -> wanted.test(input.items().get(0).item()))
                        .findFirst()
                        .orElseThrow();
                gate.rejections().otherNameSent();
                return Optional.of(new InFlightRequest(
                        numbers.getAsLong(), lane, whole, whole.only(other), new RequestPurpose.Ordinary()));
            }
        }
        // a lane that is busy, paused or about to leave may show such an input later
        if (all.stream().noneMatch(lane -> lane.hasUndecided(wanted))) {
            gate.rejections().noOtherName();
        }
        return Optional.empty();
    }
}
