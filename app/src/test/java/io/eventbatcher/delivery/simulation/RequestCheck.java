package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.RouteSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A request keeps to its bounds, and a lane to its window. Where order is kept, an identity is in one request at a time. */
final class RequestCheck extends Check {
    private final Map<TopicPartition, List<SentRequest>> inFlight = new HashMap<>();

    RequestCheck(Simulation simulation) {
        super(simulation);
    }

    @Override
    public void sent(SentRequest request) {
        RouteSettings settings = simulation.settings().route(request.route());
        require(request.inputs().size() <= settings.maxInputs(), "a request has no more inputs than it may", request);
        require(request.bytes() <= settings.maxBytes(), "a request has no more bytes than it may", request.bytes());
        require(
                request.events().allMatch(event -> event.lane().equals(request.lane())),
                "a request is of one lane",
                request);
        List<SentRequest> others = inFlight.computeIfAbsent(request.lane(), unseen -> new ArrayList<>());
        require(others.size() < settings.inFlight(), "a lane keeps to its window", request.lane(), " ", others.size());
        if (request.route().ordered()) {
            requireEachIdentityOnce(request);
        }
        others.add(request);
    }

    private void requireEachIdentityOnce(SentRequest request) {
        Set<String> seen = new HashSet<>();
        for (SentRequest.Input input : request.inputs()) {
            require(seen.add(input.identity()), "an identity is in one request at a time", input);
        }
    }

    @Override
    public void answered(SentRequest request, Reply reply) {
        over(request);
    }

    @Override
    public void timedOut(SentRequest request) {
        over(request);
    }

    @SuppressWarnings("ReferenceEquality") // a request is its object
    private void over(SentRequest request) {
        inFlight.getOrDefault(request.lane(), List.of()).removeIf(one -> one == request);
    }

    /** Nobody hears its answers; so they keep nobody from sending. */
    @Override
    public void gone(SimulatedInstance instance) {
        inFlight.values()
                .forEach(some -> some.removeIf(request -> request.instance().equals(instance)));
    }

    /** The next owner of the lane cannot know of them. */
    @Override
    public void abandoned(TopicPartition lane) {
        inFlight.remove(lane);
    }
}
