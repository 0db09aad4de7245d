package io.eventbatcher.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class SourceTopicsTest {
    private final Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
    private final SourceTopics topics = new SourceTopics(broker(answers));

    @Test
    void shouldLeaveOutATopicThatWasDeleted() throws Exception {
        // Given
        TopicDescription orders = new TopicDescription("orders", false, List.of());
        answers.put("orders", KafkaFuture.completedFuture(orders));
        answers.put("deleted", failed(new UnknownTopicOrPartitionException("This server does not host this topic")));

        // When
        Map<String, TopicDescription> existing = topics.existing(Set.of("orders", "deleted"));

        // Then
        assertThat(existing).containsExactly(Map.entry("orders", orders));
    }

    @Test
    void shouldNotTakeATopicForDeletedThatMayNotBeDescribed() {
        // Given
        answers.put("secret", failed(new TopicAuthorizationException(Set.of("secret"))));

        // When
        assertThatThrownBy(() -> topics.existing(Set.of("secret")))
                // Then
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    private static KafkaFuture<TopicDescription> failed(RuntimeException failure) {
        KafkaFutureImpl<TopicDescription> future = new KafkaFutureImpl<>();
        future.completeExceptionally(failure);
        return future;
    }

    /** A client that describes topics, and does nothing else. */
    private static Admin broker(Map<String, KafkaFuture<TopicDescription>> answers) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("describeTopics")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return new Described(answers);
                });
    }

    private static final class Described extends DescribeTopicsResult {
        Described(Map<String, KafkaFuture<TopicDescription>> answers) {
            super(null, answers);
        }
    }
}
