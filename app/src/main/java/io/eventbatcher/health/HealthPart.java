package io.eventbatcher.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part of a running service whose trouble makes the service unhealthy.
 *
 * @param name the stage of the flow and the part, such as {@code settling/transactions}
 * @param trouble a clause that names the trouble; empty while the part works. Asked by one thread, again and again
 * @param toldElsewhere true where operators see the trouble in a row of its own
 */
public record HealthPart(String name, Supplier<Optional<String>> trouble, boolean toldElsewhere) {

    /** A part that operators see by this name. */
    public static HealthPart of(String name, Supplier<Optional<String>> trouble) {
        return new HealthPart(name, trouble, false);
    }

    /** A part whose trouble operators see in a row of its own. */
    public static HealthPart toldElsewhere(String name, Supplier<Optional<String>> trouble) {
        return new HealthPart(name, trouble, true);
    }
}
