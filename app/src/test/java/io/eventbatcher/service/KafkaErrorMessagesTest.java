package io.eventbatcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class KafkaErrorMessagesTest {
    @Test
    void shouldNameARefusedLoginBehindATimeout() throws Exception {
        // Given
        KafkaException failure = new TimeoutException(
                "Timed out waiting for a node assignment.", new SaslAuthenticationException("invalid credentials"));

        // When
        String message = KafkaErrorMessages.explain(new ExecutionException(failure), settings("127.0.0.1:1"));

        // Then
        assertThat(message).contains("does not accept our login", "sasl.jaas.config");
    }

    @Test
    void shouldTellABrokerThatIsSlowFromNoBroker() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            // Given
            String there = "127.0.0.1:" + silent.getLocalPort();

            // When
            String slow = KafkaErrorMessages.explain(new TimeoutException("no"), settings("127.0.0.1:1," + there));
            String none = KafkaErrorMessages.explain(new TimeoutException("no"), settings("127.0.0.1:1"));

            // Then
            assertThat(slow).startsWith(there + " accepts connections").contains("security.protocol");
            assertThat(none).startsWith("no broker answers at 127.0.0.1:1");
        }
    }

    @Test
    void shouldNameTheTopicThatIsDenied() throws Exception {
        // Given: a broker's answer, which names no topic
        KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
        future.completeExceptionally(new TopicAuthorizationException("Topic authorization failed."));
        Throwable described = Assertions.catchThrowable(
                () -> ExistingTopic.unless(IllegalTypes.class, future, "describe topic hubspot.ledger"));

        // When
        String byAdmin = KafkaErrorMessages.explain(described, settings("127.0.0.1:1"));
        String byConsumer = KafkaErrorMessages.explain(
                new TopicAuthorizationException("Topic authorization failed.", Set.of("hubspot.receipts")),
                settings("127.0.0.1:1"));

        // Then
        assertThat(byAdmin).contains("describe topic hubspot.ledger", "grant");
        assertThat(byConsumer).contains("topic hubspot.receipts", "grant");
    }

    private static Settings settings(String bootstrapServers) {
        return Settings.of(Map.of("kafka.bootstrap-servers", bootstrapServers, "registry.url", "http://none"));
    }

    /** A failure that does not occur. */
    private static final class IllegalTypes extends KafkaException {
        private static final long serialVersionUID = 1L;
    }
}
