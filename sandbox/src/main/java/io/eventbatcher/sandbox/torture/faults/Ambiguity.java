package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.DecidedRequest;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the sender of a request that was carried out could learn so from its answer. */
public final class Ambiguity {
    private final Duration patience;

    /** @param patience the least time that a service waits for an answer here */
    public Ambiguity(Duration patience) {
        this.patience = patience;
    }

    /**
     * Why it could not; empty if it could.
     *
     * @param answered when the answer went out; null if none did
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
