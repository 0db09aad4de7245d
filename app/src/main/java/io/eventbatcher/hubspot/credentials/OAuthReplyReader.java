package io.eventbatcher.hubspot.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.OAuthSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.table.TokenText;
import io.eventbatcher.log.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Reads the answers of the token endpoint (RFC 6749, 5). The status decides. */
final class OAuthReplyReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_TOKEN = "HubSpot gives no access token: ";
    private static final int LONGEST_TEXT = 300;

    /** HubSpot's tokens live for 30 minutes; an answer without a lifetime may mean less. */
    private static final int UNTOLD_SECONDS = 300;

    private final HttpUrl url;
    private final OAuthSettings app;

    OAuthReplyReader(HttpUrl url, OAuthSettings app) {
        this.url = url;
        this.app = app;
    }

    OAuthReply withoutAnswer(Exception failure, Secret refreshToken) {
        String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new OAuthReply.Failed(NO_TOKEN + url + " does not answer (" + redacted(why, refreshToken) + ").");
    }

    OAuthReply read(int status, String body, Secret refreshToken) {
        JsonNode tree = tree(body);
        String accessToken = tree.path("access_token").asText();
        if (status == 200 && TokenText.flaw(accessToken).isEmpty()) {
            return new OAuthReply.Granted(
                    new Secret(accessToken),
                    Duration.ofSeconds(Math.max(1, tree.path("expires_in").asInt(UNTOLD_SECONDS))),
                    Optional.of(tree.path("refresh_token").asText()).filter(text -> !text.isBlank()));
        }
        String said = NO_TOKEN + said(status, tree, refreshToken) + ".";
        return switch (status) {
            case 400, 401, 403 ->
                // HubSpot's API gives a reason; an answer without one comes from a proxy or firewall
                reason(tree).isEmpty()
                        ? new OAuthReply.Failed(said)
                        : new OAuthReply.Refused(said
                                + " Check hubspot.oauth.client-id, hubspot.oauth.client-secret and"
                                + " hubspot.oauth.refresh-token; if the grant was"
                                + " revoked, have the account's owner grant the app anew.");
            case 404, 405 -> new OAuthReply.Refused(said + " Check hubspot.base-url and hubspot.oauth.token-path.");
            default -> new OAuthReply.Failed(said);
        };
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JSON.createObjectNode() : tree;
        } catch (IOException | RuntimeException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** {@code invalid_grant} by the standard, {@code BAD_REFRESH_TOKEN} by HubSpot. */
    private static String reason(JsonNode tree) {
        String standard = tree.path("error").asText();
        return standard.isEmpty() ? tree.path("status").asText() : standard;
    }

    private String said(int status, JsonNode tree, Secret refreshToken) {
        String message =
                tree.path("error_description").asText(tree.path("message").asText());
        String all = status + " at " + url + " " + reason(tree) + (message.isEmpty() ? "" : ": " + message);
        String clean = Printable.of(redacted(all.strip(), refreshToken));
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }

    private String redacted(String text, Secret refreshToken) {
        return Redaction.of(text, refreshToken, app.clientSecret(), app.clientId());
    }
}
