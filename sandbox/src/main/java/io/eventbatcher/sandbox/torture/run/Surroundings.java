package io.eventbatcher.sandbox.torture.run;

import java.util.List;

/**
 * The surroundings of the services, beside the stack.
 *
 * @param gateway the way to HubSpot
 * @param batchingTopics written by the batching half in transactions
 */
public record Surroundings(Gateway gateway, TopicRig topics, OddTraffic traffic, List<String> batchingTopics)
        implements AutoCloseable {
    public Surroundings {
        batchingTopics = List.copyOf(batchingTopics);
    }

    @Override
    public void close() {
        gateway.close();
        topics.close();
    }
}
