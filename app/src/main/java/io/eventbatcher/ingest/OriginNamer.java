package io.eventbatcher.ingest;

import io.eventbatcher.record.Origin;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

/** Names an event that has no uuid: always the same for an origin, but a new name after the topic is re-created. */
@FunctionalInterface
public interface OriginNamer {
    /** The uuid of the event with the origin. */
    String uuid(Origin origin);

    /**
     * Names by cluster id, topic id, partition and offset. Partitions of a topic may give records of different topics with its name for a while.
     *
     * @param topicId the id that Kafka gave to the topic of the record; for a topic unknown to Kafka, the name
     */
    static OriginNamer of(String clusterId, Function<Origin, String> topicId) {
        return origin -> {
            String name = clusterId + '/' + topicId.apply(origin) + '/' + origin.partition() + '/' + origin.offset();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        };
    }
}
