package io.eventbatcher.delivery.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * An event that an instance knows to be taken is not sent again, unless the instance was lost before it could settle. Where order is
 * kept, nothing reaches HubSpot behind a later event of its identity that is known to be taken.
 */
final class RepetitionCheck extends Check {
    private final Map<TopicPartition, Set<SimulatedEvent>> known = new HashMap<>();
    private final Map<TopicPartition, Map<String, Integer>> newest = new HashMap<>();

    RepetitionCheck(Simulation simulation) {
        super(simulation);
    }

    @Override
    public void sent(SentRequest request) {
        if (!request.instance().owns(request.lane())) {
            return; // an instance that was suspended may not know yet that its lanes are lost
        }
        Set<SimulatedEvent> ofLane = known.getOrDefault(request.lane(), Set.of());
        Map<String, Integer> newestOfLane = newest.getOrDefault(request.lane(), Map.of());
        for (SentRequest.Input input : request.inputs()) {
            for (SimulatedEvent event : input.events()) {
                require(!event.isSettled(), "nothing is sent again after it is settled", event);
                require(!ofLane.contains(event), "nothing is sent again that is known to be taken", event);
                if (event.route().ordered()) {
                    int later = newestOfLane.getOrDefault(event.identity(), -1);
                    require(event.id() > later, "each identity keeps its order", event, " after u", later);
                }
            }
        }
    }

    @Override
    public void answered(SentRequest request, Reply reply) {
        if (!request.instance().owns(request.lane())) {
            return;
        }
        reply.proven().stream().flatMap(input -> input.events().stream()).forEach(event -> {
            known.computeIfAbsent(event.lane(), unseen -> new HashSet<>()).add(event);
            newest.computeIfAbsent(event.lane(), unseen -> new HashMap<>())
                    .merge(event.identity(), event.id(), Math::max);
        });
    }

    @Override
    public void abandoned(TopicPartition lane) {
        known.remove(lane);
        newest.remove(lane);
    }
}
