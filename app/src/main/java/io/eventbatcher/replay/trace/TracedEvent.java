package io.eventbatcher.replay.trace;

import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event while its facts are gathered. For one thread. */
final class TracedEvent {
    private final Origin origin;
    private final Optional<Route> route;
    private final List<Fact> facts = new ArrayList<>();

    private @Nullable String uuid;
    private @Nullable String name;
    private @Nullable String identity;

    TracedEvent(Origin origin, Optional<Route> route) {
        this.origin = origin;
        this.route = route;
    }

    Origin origin() {
        return origin;
    }

    Optional<Route> route() {
        return route;
    }

    @Nullable
    String uuid() {
        return uuid;
    }

    @Nullable
    String name() {
        return name;
    }

    /** Takes what a record tells of the event; what is known already stays. */
    void describe(@Nullable String itsUuid, @Nullable String itsName, @Nullable String itsIdentity) {
        uuid = uuid == null ? itsUuid : uuid;
        name = name == null ? itsName : name;
        identity = identity == null ? itsIdentity : identity;
    }

    /** Adds a fact; the same record read again adds nothing. */
    void add(Fact fact) {
        boolean known = !fact.where().isEmpty()
                && facts.stream()
                        .anyMatch(
                                one -> one.step() == fact.step() && one.where().equals(fact.where()));
        if (!known) {
            facts.add(fact);
        }
    }

    List<Fact> facts() {
        return facts;
    }

    boolean has(Step step) {
        return facts.stream().anyMatch(fact -> fact.step() == step);
    }

    /** True if batching has done something with the event behind dedupe, or has refused the event. */
    boolean hasGoneOn() {
        return facts.stream()
                .anyMatch(fact -> fact.step() != Step.PUBLISHED
                        && fact.step() != Step.READ
                        && fact.step() != Step.UNREAD
                        && fact.step() != Step.DUPLICATE);
    }

    /** True if dedupe would take both for the same event: uuid, and event name or marketing event. */
    boolean isSameAs(TracedEvent other) {
        return other != this
                && uuid != null
                && uuid.equals(other.uuid)
                && route.equals(other.route)
                && agrees(name, other.name)
                && agrees(identity, other.identity);
    }

    private static boolean agrees(@Nullable String one, @Nullable String other) {
        return one == null || other == null || Objects.equals(one, other);
    }
}
