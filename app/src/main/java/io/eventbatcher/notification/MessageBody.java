package io.eventbatcher.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.config.ReportSettings.Form;
import java.time.Instant;

/** The body of a post about a message. */
final class MessageBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageBody() {}

    static String of(Message message, Form form, String application, String instance, Instant now) {
        return switch (form) {
            case JSON -> json(message, application, instance, now).toString();
            case SLACK ->
                JSON.createObjectNode()
                        .put("text", "*" + slack(application + ": " + message.title()) + "*\n" + slack(message.text()))
                        .toString();
        };
    }

    private static ObjectNode json(Message message, String application, String instance, Instant now) {
        ObjectNode json = JSON.createObjectNode()
                .put("application", application)
                .put("instance", instance)
                .put("at", now.toString())
                .put("event", message.event().label())
                .put("state", message.state());
        message.subjects().forEach(json.putArray("subjects")::add);
        if (message.since() != null) {
            json.put("since", message.since().toString());
        }
        if (message.until() != null) {
            json.put("until", message.until().toString());
        }
        return json.put("title", message.title()).put("text", message.text());
    }

    /**
     * Slack's own rule: three characters are markup, and {@code <!channel>} would call everybody. Mattermost calls by {@code @channel}, which a
     * space without width prevents.
     */
    private static String slack(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200b");
    }
}
