package io.eventbatcher.ingest;

import io.eventbatcher.record.Origin;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Names an event that its producer left without a uuid: the same at every retry, another one after a topic was re-created. */
@FunctionalInterface
public interface OriginNamer {
    /** The uuid of the event that first came from here. */
    String uuid(Origin origin);

    /**
     * Names by cluster id, topic id, partition and offset.
     *
     * @param topicId the id Kafka gave the topic of this name when it was created; for a topic it does not know, the name itself
     */
    static OriginNamer of(String clusterId, UnaryOperator<String> topicId) {
        return origin -> {
            String name =
                    clusterId + '/' + topicId.apply(origin.topic()) + '/' + origin.partition() + '/' + origin.offset();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        };
    }
}
