package io.eventbatcher.sandbox.simulator.rules;

import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.Problem;
import io.eventbatcher.sandbox.simulator.journal.FingerprintSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * HubSpot's memory of uuids: within one event type, the first occurrence with a uuid counts. HubSpot remembers for a year, the simulator
 * until its end. Nothing is remembered if repeated uuids are accepted silently from the beginning, because no sender can see the
 * difference.
 */
public final class UuidWindow {
    private final boolean remembers;
    private volatile RepeatedUuids repeated;
    private final FingerprintSet seen = new FingerprintSet();

    public UuidWindow(RepeatedUuids repeated) {
        this.remembers = repeated == RepeatedUuids.REJECTED;
        this.repeated = repeated;
    }

    /**
     * Changes the answer from now on.
     *
     * @throws IllegalStateException if nothing was remembered until now
     */
    public void change(RepeatedUuids changed) {
        if (!remembers) {
            throw new IllegalStateException(
                    "Uuids were accepted silently from the beginning, so none is known; start with REJECTED.");
        }
        repeated = changed;
    }

    /** Takes the whole batch, or takes nothing and names the first known input. */
    public Optional<Problem> refusal(List<Input> inputs) {
        return switch (repeated) {
            case ACCEPTED_SILENTLY -> {
                remember(inputs);
                yield Optional.empty();
            }
            case REJECTED -> admit(inputs);
        };
    }

    private synchronized void remember(List<Input> inputs) {
        if (remembers) {
            inputs.stream()
                    .filter(input -> !input.identity().isEmpty())
                    .forEach(input -> seen.add(FingerprintSet.fingerprint(input.eventName(), input.identity())));
        }
    }

    private synchronized Optional<Problem> admit(List<Input> inputs) {
        Set<UUID> firsts = new HashSet<>();
        for (Input input : inputs) {
            UUID fingerprint = FingerprintSet.fingerprint(input.eventName(), input.identity());
            if (!input.identity().isEmpty() && (seen.contains(fingerprint) || !firsts.add(fingerprint))) {
                String message = "Event with uuid " + input.identity() + " already exists for " + input.eventName();
                return Optional.of(Problem.validation(message, List.of()));
            }
        }
        firsts.forEach(seen::add);
        return Optional.empty();
    }
}
