package io.eventbatcher.delivery.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** HubSpot: its rules, and the faults in force. */
final class SimulatedHubSpot {
    private final HubSpotRules rules = new HubSpotRules();
    private final List<HubSpotFault> faults = new ArrayList<>();
    private final RandomGenerator chance;

    SimulatedHubSpot(RandomGenerator chance) {
        this.chance = chance;
    }

    void begin(HubSpotFault fault) {
        faults.add(fault);
    }

    void end(HubSpotFault fault) {
        faults.remove(fault);
    }

    /** From now on nothing is wrong, but for events that are refused for good. */
    void mend() {
        faults.clear();
        rules.mend();
    }

    /** Receives a request. The fault that began last among those that concern it decides. */
    Reply receive(SentRequest request) {
        Reply reply = reply(request);
        events(reply.taken()).forEach(SimulatedEvent::taken);
        events(reply.refused()).forEach(SimulatedEvent::refusedAlone);
        if (request.isSingle() && reply.taken().isEmpty() && (reply.status() >= 500 || reply.status() <= 0)) {
            request.events().forEach(SimulatedEvent::failedAlone);
        }
        return reply;
    }

    private static List<SimulatedEvent> events(List<SentRequest.Input> inputs) {
        return inputs.stream().flatMap(input -> input.events().stream()).toList();
    }

    private Reply reply(SentRequest request) {
        for (int i = faults.size() - 1; i >= 0; i--) {
            Optional<Reply> reply = faults.get(i).befall(request, () -> rules.reply(request), chance);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return rules.reply(request);
    }
}
