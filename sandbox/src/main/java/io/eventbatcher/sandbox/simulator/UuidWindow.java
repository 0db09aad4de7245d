package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.SimulatorSettings.RepeatedUuids;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * HubSpot's own memory of uuids: within one event type, the first occurrence with a uuid counts. HubSpot remembers for a year, this for as
 * long as it lives. When repeated uuids are accepted silently no sender can see the difference, and nothing is remembered.
 */
final class UuidWindow {
    private final RepeatedUuids repeated;
    private final FingerprintSet seen = new FingerprintSet();

    UuidWindow(RepeatedUuids repeated) {
        this.repeated = repeated;
    }

    /** Takes the whole batch; or none of it, and names the first input that was there before. */
    Optional<Problem> refusal(List<Input> inputs) {
        return switch (repeated) {
            case ACCEPTED_SILENTLY -> Optional.empty();
            case REJECTED -> admit(inputs);
        };
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
