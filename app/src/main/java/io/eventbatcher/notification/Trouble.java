package io.eventbatcher.notification;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.control.Subject;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * A cause that keeps a route, a source topic or a partition waiting, as one of its lanes shows it.
 *
 * @param lane the lane with the cause
 */
record Trouble(LaneState lane, LaneCause cause) {
    /** Orders lanes so that all instances agree on the first one, whose instance tells. */
    static final Comparator<LaneState> ORDER =
            Comparator.comparingInt(LaneState::lane).thenComparing(LaneState::instance);

    private static final String STORES = "batching/";

    /** Told when they last. */
    private static final Set<StateName> SLOW = EnumSet.of(StateName.DOWN, StateName.WAITING, StateName.RESTORING);

    /** Told at once. */
    private static final Set<StateName> SUDDEN = EnumSet.of(StateName.HALTED, StateName.PARKED, StateName.HELD);

    boolean worthTelling() {
        return SUDDEN.contains(StateName.labelled(cause.state())) || isSlow();
    }

    boolean isSlow() {
        return SLOW.contains(StateName.labelled(cause.state()));
    }

    /** The same for all lanes of a route: {@code behavioral/halted}. */
    String key() {
        return lane.route() + '/' + cause.state();
    }

    /** The route in a key. */
    static String route(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }

    /** The state in a key. */
    static String state(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** True for a route or topic that shows itself in troubles only, so that no lane tells who speaks for it. */
    static boolean showsInTroublesOnly(String route) {
        return Subject.of(route).kind() != Subject.Kind.ROUTE;
    }

    /** The route or topic in words. */
    static String subject(String route) {
        Subject subject = Subject.of(route);
        String name = subject.name();
        return switch (subject.kind()) {
            case ROUTE -> "route " + name;
            case SOURCE, PARTITION -> "source " + name;
            case REGISTRY -> "schema registry";
            case PART -> name.startsWith(STORES) ? "stores of " + name.substring(STORES.length()) : "part " + name;
        };
    }
}
