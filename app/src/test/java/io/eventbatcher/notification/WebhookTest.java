package io.eventbatcher.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.ReportSettings.Form;
import io.eventbatcher.fixtures.WebhookReceiver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Message MESSAGE = new Message(
            Message.Event.BEGUN,
            "halted",
            List.of("route behavioral"),
            Instant.parse("2026-11-28T12:00:00Z"),
            null,
            "route behavioral: halted",
            "HubSpot says <!channel> @here & \"no\"\u2028.");

    @ParameterizedTest
    @ValueSource(ints = {500, 302, 404, 429, WebhookReceiver.HANGS, WebhookReceiver.ENDLESS})
    void shouldFailInTimeAndWithoutTheAddressWhateverTheReceiverDoes(int status) throws Exception {
        // Given
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answersWith(status);

            // When
            Throwable failure = catchThrowable(() -> new Webhook(receiver.address(), PATIENCE).post("{}"));

            // Then
            assertThat(failure).isInstanceOf(IOException.class).hasMessageStartingWith("the webhook ");
            assertThat(failure.getMessage()).doesNotContain("secret-path").doesNotContain("127.0.0.1");
        }
    }

    @Test
    void shouldFailIfNobodyListens() {
        // When
        Throwable failure = catchThrowable(() -> new Webhook(URI.create("http://127.0.0.1:1/"), PATIENCE).post("{}"));

        // Then
        assertThat(failure)
                .isInstanceOf(IOException.class)
                .hasMessage("the webhook cannot be reached: ConnectException");
    }

    @Test
    void shouldPostAnObjectWithAllThatIsKnown() throws Exception {
        // Given
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String body = MessageBody.of(MESSAGE, Form.JSON, "app", "one", Instant.parse("2026-11-28T12:01:00Z"));

            // When
            new Webhook(receiver.address(), Duration.ofSeconds(30)).post(body);

            // Then
            assertThat(receiver.taken()).containsExactly(new ObjectMapper().readTree("""
                    {"application": "app", "instance": "one", "at": "2026-11-28T12:01:00Z", "event": "begun", "state": "halted",
                     "subjects": ["route behavioral"], "since": "2026-11-28T12:00:00Z", "title": "route behavioral: halted",
                     "text": "HubSpot says <!channel> @here & \\"no\\"\\u2028."}
                    """));
        }
    }

    @Test
    void shouldCallNobodyInAChatBecauseOfTextFromOutside() throws Exception {
        // When
        String body = MessageBody.of(MESSAGE, Form.SLACK, "app", "one", Instant.EPOCH);

        // Then
        assertThat(new ObjectMapper().readTree(body).path("text").textValue())
                .isEqualTo(
                        "*app: route behavioral: halted*\nHubSpot says &lt;!channel&gt; @\u200bhere &amp; \"no\"\u2028.");
    }
}
