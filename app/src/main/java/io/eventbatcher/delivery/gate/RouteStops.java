package io.eventbatcher.delivery.gate;

import io.eventbatcher.delivery.halt.HaltMessages;
import io.eventbatcher.delivery.halt.ProbedHalt;
import io.eventbatcher.delivery.halt.QuotaPark;
import io.eventbatcher.delivery.halt.RouteMessage;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.rejection.RejectionGuard;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.log.EMailAddresses;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops of a route: the pause by an operator, three halts (credentials, route, rejections) and the park. Routes share the halt of the
 * credentials, and the park of their quota. Owned by the poll thread.
 */
final class RouteStops {
    private final Route route;
    private final ProbedHalt credentials;
    private final ProbedHalt own;
    private final QuotaPark park;
    private final RejectionGuard rejections;

    /** The halt to end first comes first. */
    private final List<ProbedHalt> halts;

    private Optional<RouteStatus.Cause> pause = Optional.empty();

    RouteStops(Route route, ProbedHalt credentials, ProbedHalt own, QuotaPark park, RejectionGuard rejections) {
        this.route = route;
        this.credentials = credentials;
        this.own = own;
        this.park = park;
        this.rejections = rejections;
        halts = List.of(credentials, own, rejections.halt());
    }

    RejectionGuard rejections() {
        return rejections;
    }

    boolean on() {
        return suspended() || credentials.on() || own.on() || rejections.halt().on();
    }

    /** True while not even a probe may go: in a pause or park. */
    boolean suspended() {
        return pause.isPresent() || park.on();
    }

    /** The halt to probe; empty while nothing may go. */
    Optional<ProbedHalt> haltToProbe() {
        return suspended()
                ? Optional.empty()
                : halts.stream().filter(ProbedHalt::on).findFirst();
    }

    /** @param probed the halt that the request probed; null if the request was no probe */
    void answered(Outcome outcome, @Nullable ProbedHalt probed) {
        if (probed != null) {
            probed.probeAnswered();
        }
        if (outcome instanceof Outcome.Park parked) {
            park.until(
                    parked.until(),
                    EMailAddresses.masked(parked.facts().describe()),
                    parked.facts().traceId());
        } else if (outcome instanceof Outcome.Halt halted) {
            ProbedHalt begun = haltOf(halted.scope());
            begun.begin(HaltMessages.of(route, halted), halted.facts().traceId());
            endUnless(begun, probed);
        } else if (!outcome.unreachable()) {
            endUnless(rejections.halt(), probed);
        }
    }

    private ProbedHalt haltOf(Outcome.Halt.Scope scope) {
        return switch (scope) {
            case CREDENTIALS -> credentials;
            case ROUTE -> own;
        };
    }

    /** Ends a probed halt after an outcome of another kind. Only {@link RejectionGuard} ends the halt of rejections. */
    @SuppressWarnings("ReferenceEquality") // a halt is its object
    private void endUnless(ProbedHalt lasting, @Nullable ProbedHalt probed) {
        if (probed != null && probed != lasting && probed != rejections.halt()) {
            probed.end();
        }
    }

    void pause(RouteStatus.Cause byOperator) {
        pause = Optional.of(byOperator);
    }

    /** Makes the probes of all halts due. */
    void probeSoon() {
        halts.forEach(ProbedHalt::hurry);
    }

    /** Ends the pause and the park, and makes the probes of all halts due. */
    void resume() {
        pause = Optional.empty();
        park.lift();
        probeSoon();
    }

    /** All stops that hold, the weightiest first. */
    List<RouteStatus.Cause> causes() {
        List<RouteStatus.Cause> causes = new ArrayList<>();
        pause.ifPresent(causes::add);
        for (ProbedHalt halt : halts) {
            if (halt.on()) {
                causes.add(isOfCredentials(halt) ? halt.cause().ofCredentials() : halt.cause());
            }
        }
        if (park.on()) {
            causes.add(park.cause());
        }
        return causes;
    }

    @SuppressWarnings("ReferenceEquality") // a halt is its object
    private boolean isOfCredentials(ProbedHalt halt) {
        return halt == credentials;
    }

    /** Gives messages about the stops that no other route shares to the log. */
    void tell(Consumer<RouteMessage> log) {
        own.message(route.label()).ifPresent(log);
        rejections.halt().message(route.label()).ifPresent(log);
    }
}
