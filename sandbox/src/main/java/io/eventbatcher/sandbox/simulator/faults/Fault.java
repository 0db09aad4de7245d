package io.eventbatcher.sandbox.simulator.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An effect on the next {@code times} matching requests.
 *
 * @param endpoint absent: any
 * @param bodyContains text that the body must contain; empty: any body
 */
public record Fault(Effect effect, int times, Optional<Endpoint> endpoint, String bodyContains) {
    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("A fault must happen once at least, not " + times + " times.");
        }
    }

    /** The next request. */
    public static Fault once(Effect effect) {
        return new Fault(effect, 1, Optional.empty(), "");
    }

    /** Every request from now on, until the faults are cleared. */
    public static Fault always(Effect effect) {
        return once(effect).times(Integer.MAX_VALUE);
    }

    public Fault times(int changed) {
        return new Fault(effect, changed, endpoint, bodyContains);
    }

    public Fault on(Endpoint changed) {
        return new Fault(effect, times, Optional.of(changed), bodyContains);
    }

    public Fault containing(String text) {
        return new Fault(effect, times, endpoint, text);
    }

    boolean befalls(Endpoint requested, byte[] body) {
        return endpoint.map(requested::equals).orElse(true)
                && (bodyContains.isEmpty() || new String(body, StandardCharsets.UTF_8).contains(bodyContains));
    }
}
