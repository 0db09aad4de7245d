package io.eventbatcher.sandbox.simulator.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * An effect on the next {@code times} matching requests.
 *
 * @param endpoint absent: any
 * @param bodyContains text that the body must contain, as for a fault of a single input; empty: any body
 * @param lasts the time from the addition of the fault to its end; zero without an end
 */
public record Fault(Effect effect, int times, Optional<Endpoint> endpoint, String bodyContains, Duration lasts) {
    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("A fault must happen once at least, not " + times + " times.");
        }
    }

    /** The next request. */
    public static Fault once(Effect effect) {
        return new Fault(effect, 1, Optional.empty(), "", Duration.ZERO);
    }

    /** Every request from now on, until the faults are cleared. */
    public static Fault always(Effect effect) {
        return once(effect).times(Integer.MAX_VALUE);
    }

    public Fault times(int changed) {
        return new Fault(effect, changed, endpoint, bodyContains, lasts);
    }

    public Fault on(Endpoint changed) {
        return new Fault(effect, times, Optional.of(changed), bodyContains, lasts);
    }

    public Fault containing(String text) {
        return new Fault(effect, times, endpoint, text, lasts);
    }

    /** Every matching request for a while. */
    public Fault lasting(Duration changed) {
        return new Fault(effect, Integer.MAX_VALUE, endpoint, bodyContains, changed);
    }

    boolean befalls(Endpoint requested, byte[] body) {
        return endpoint.map(requested::equals).orElse(true)
                && (bodyContains.isEmpty() || new String(body, StandardCharsets.UTF_8).contains(bodyContains));
    }
}
