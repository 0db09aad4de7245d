package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may stop a route, beside an endpoint that is down. The halt of the credentials and the park are shared with other routes. */
final class Stops {
    private final Route route;
    private final Halt credentials;
    private final Halt own;
    private final Park park;
    private final Rejections rejections;
    private Optional<Standing> pause = Optional.empty();

    Stops(Route route, Halt credentials, Halt own, Park park, Rejections rejections) {
        this.route = route;
        this.credentials = credentials;
        this.own = own;
        this.park = park;
        this.rejections = rejections;
    }

    Rejections rejections() {
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
    private Optional<Halt> halt() {
        return Stream.of(credentials, own, rejections.halt()).filter(Halt::on).findFirst();
    }

    Optional<Halt> probeDue() {
        return rest() ? Optional.empty() : halt().filter(Halt::probeDue);
    }

    void answered(Outcome outcome, @Nullable Halt probe, boolean unreachable) {
        if (probe != null) {
            probe.probeAnswered();
        }
        if (outcome instanceof Outcome.Park parked) {
            park.until(parked.until(), parked.facts().describe());
        } else if (outcome instanceof Outcome.Halt halted) {
            Halt begun = of(halted.scope());
            begun.begin(Remedy.of(route, halted));
            endUnless(begun, probe);
        } else if (!unreachable) {
            endUnless(rejections.halt(), probe);
        }
    }

    private Halt of(Outcome.Halt.Scope scope) {
        return switch (scope) {
            case CREDENTIALS -> credentials;
            case ROUTE -> own;
        };
    }

    /** A probe that met something else shows that its halt is over; that rejections are over, only {@link Rejections} can tell. */
    @SuppressWarnings("ReferenceEquality") // a halt is its object
    private void endUnless(Halt still, @Nullable Halt probe) {
        if (probe != null && probe != still && probe != rejections.halt()) {
            probe.end();
        }
    }

    /** By the operator's order; empty: no longer. */
    void pause(Optional<Standing> by) {
        pause = by;
    }

    /** The operator thinks that the cause is gone. */
    void hurry() {
        park.lift();
        List.of(credentials, own, rejections.halt()).forEach(Halt::hurry);
    }

    Optional<Standing> standing() {
        if (pause.isPresent()) {
            return pause;
        }
        Optional<Standing> halted =
                halt().map(halt -> new Standing(Standing.State.HALTED, halt.reason(), halt.since(), null));
        return halted.isPresent() || !park.on()
                ? halted
                : Optional.of(new Standing(Standing.State.PARKED, park.reason(), park.since(), park.until()));
    }

    /** What the log should say of this route alone. */
    Stream<String> news() {
        return Stream.of(own.news(route.label()), rejections.halt().news(route.label()))
                .flatMap(Optional::stream);
    }
}
