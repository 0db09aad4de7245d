package io.eventbatcher.notification;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import java.util.Comparator;
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

    private static final String REGISTRY = "source/*";
    private static final String SOURCE = "source/";
    private static final String SERVICE = "service/";
    private static final String STORES = SERVICE + "batching/";

    /** Told when they last. */
    private static final Set<String> SLOW = Set.of("down", "waiting", "restoring");

    /** Told at once. */
    private static final Set<String> SUDDEN = Set.of("halted", "parked", "held");

    boolean worthTelling() {
        return SUDDEN.contains(cause.state()) || isSlow();
    }

    boolean isSlow() {
        return SLOW.contains(cause.state());
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
        return route.startsWith(SOURCE) || route.startsWith(SERVICE);
    }

    /** The route or topic in words. */
    static String subject(String route) {
        if (route.equals(REGISTRY)) {
            return "schema registry";
        }
        if (route.startsWith(STORES)) {
            return "stores of " + route.substring(STORES.length());
        }
        return route.startsWith(SOURCE) ? "source " + route.substring(SOURCE.length()) : "route " + route;
    }
}
