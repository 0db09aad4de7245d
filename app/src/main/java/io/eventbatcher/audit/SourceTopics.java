package io.eventbatcher.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up topics by name. Owners of source topics may delete the topics under a running service, and the books must stay readable. */
record SourceTopics(Admin admin) {
    /**
     * The topics that exist, by name.
     *
     * @throws ExecutionException for any other answer than a description, or that there is no topic
     */
    Map<String, TopicDescription> existing(Collection<String> names) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> existing = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                existing.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure;
                }
            }
        }
        return existing;
    }
}
