package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.DecidedRequest;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the faults that hide an acceptance from the sender of a request. */
public final class Ambiguity {
    private final Duration patience;

    /** @param patience the shortest timeout of a service */
    public Ambiguity(Duration patience) {
        this.patience = patience;
    }

    /**
     * Returns the fault that hid the acceptance; empty if the answer told it.
     *
     * @param answered the time of the answer; null for none
     */
    public String of(DecidedRequest request, @Nullable Instant answered) {
        Effect effect = request.effect();
        if (effect instanceof Effect.Reset) {
            return "reset after applying";
        }
        if (effect instanceof Effect.Answer answer) {
            return answer.status() + " after applying";
        }
        if (effect instanceof Effect.Truncated && request.endpoint().marketing()) {
            return "answered with half a body";
        }
        if (effect instanceof Effect.Unfinished unfinished && request.endpoint().marketing()) {
            return "answered with status " + unfinished.status();
        }
        if (effect instanceof Effect.LeftOut && request.endpoint() == Endpoint.MARKETING_UPSERT) {
            return "answered with one result less than inputs";
        }
        if (answered == null) {
            return "never answered";
        }
        return Duration.between(request.at(), answered).compareTo(patience) >= 0 ? "answered too late" : "";
    }
}
