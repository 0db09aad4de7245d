package io.eventbatcher.batching.streams;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Uuid;

/**
 * The ids of the topics that a consumer fetches from, as the consumer itself knows them. Another client's answer would be older or newer than
 * the records of a poll; and a consumer goes on silently when a topic is deleted and created again. Kafka has no public way (decision 0025).
 */
final class TopicIds {
    private final Metadata metadata;

    private TopicIds(Metadata metadata) {
        this.metadata = metadata;
    }

    /** Of a consumer under the classic group protocol. */
    static TopicIds of(KafkaConsumer<?, ?> consumer) {
        try {
            Object delegate = value(KafkaConsumer.class, "delegate", consumer);
            return new TopicIds((Metadata) value(delegate.getClass(), "metadata", delegate));
        } catch (ReflectiveOperationException | ClassCastException moved) {
            throw new IllegalStateException(
                    "This release of Kafka's client does not tell the ids of topics; TopicIds must be adapted", moved);
        }
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** By name; topics that the consumer does not know yet are absent. */
    Map<String, Uuid> now() {
        return metadata.topicIds();
    }

    /** Has the consumer ask a broker again, and returns the number of answers so far. A lagging broker may tell the id of a deleted topic. */
    int refresh() {
        return metadata.requestUpdate(true);
    }
}
