package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.QuotaPark;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may stop a route, beside an endpoint that is down. The halt of the credentials and the park are shared with other routes. */
public final class RouteStops {
    private final Route route;
    private final ProbedHalt credentials;
    private final ProbedHalt own;
    private final QuotaPark park;
    private final RejectionGuard rejections;
    private Optional<RouteStatus> pause = Optional.empty();

    RouteStops(Route route, ProbedHalt credentials, ProbedHalt own, QuotaPark park, RejectionGuard rejections) {
        this.route = route;
        this.credentials = credentials;
        this.own = own;
        this.park = park;
        this.rejections = rejections;
    }

    RejectionGuard rejections() {
        return rejections;
    }

    boolean on() {
        return rest() || halt().isPresent();
    }

    /** Whether not even probes are sent. */
    boolean rest() {
        return pause.isPresent() || park.on();
    }

    /** The halt to be ended first. */
    private Optional<ProbedHalt> halt() {
        return Stream.of(credentials, own, rejections.halt())
                .filter(ProbedHalt::on)
                .findFirst();
    }

    Optional<ProbedHalt> probeDue() {
        return rest() ? Optional.empty() : halt().filter(ProbedHalt::probeDue);
    }

    void answered(Outcome outcome, @Nullable ProbedHalt probe, boolean unreachable) {
        if (probe != null) {
            probe.probeAnswered();
        }
        if (outcome instanceof Outcome.Park parked) {
            park.until(parked.until(), parked.facts().describe());
        } else if (outcome instanceof Outcome.Halt halted) {
            ProbedHalt begun = of(halted.scope());
            begun.begin(HaltMessages.of(route, halted));
            endUnless(begun, probe);
        } else if (!unreachable) {
            endUnless(rejections.halt(), probe);
        }
    }

    private ProbedHalt of(Outcome.Halt.Scope scope) {
        return switch (scope) {
            case CREDENTIALS -> credentials;
            case ROUTE -> own;
        };
    }

    /** A probe that met something else shows that its halt is over; that rejections are over, only {@link RejectionGuard} can tell. */
    @SuppressWarnings("ReferenceEquality") // a halt is its object
    private void endUnless(ProbedHalt still, @Nullable ProbedHalt probe) {
        if (probe != null && probe != still && probe != rejections.halt()) {
            probe.end();
        }
    }

    /** By the operator's order; empty: no longer. */
    public void pause(Optional<RouteStatus> by) {
        pause = by;
    }

    /** The operator thinks that the cause is gone. */
    void hurry() {
        park.lift();
        List.of(credentials, own, rejections.halt()).forEach(ProbedHalt::hurry);
    }

    Optional<RouteStatus> standing() {
        if (pause.isPresent()) {
            return pause;
        }
        Optional<RouteStatus> halted =
                halt().map(halt -> new RouteStatus(RouteStatus.State.HALTED, halt.reason(), halt.since(), null));
        return halted.isPresent() || !park.on()
                ? halted
                : Optional.of(new RouteStatus(RouteStatus.State.PARKED, park.reason(), park.since(), park.until()));
    }

    /** What the log should say of this route alone. */
    Stream<String> news() {
        return Stream.of(own.news(route.label()), rejections.halt().news(route.label()))
                .flatMap(Optional::stream);
    }
}
