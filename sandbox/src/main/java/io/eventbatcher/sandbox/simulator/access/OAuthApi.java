package io.eventbatcher.sandbox.simulator.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The request of a refresh token for an access token, by a form as in RFC 6749. */
public final class OAuthApi {
    static final String PATH = "/oauth/2026-03/token";

    private final ObjectMapper mapper = new ObjectMapper();
    private final OAuth oauth;

    public OAuthApi(OAuth oauth) {
        this.oauth = oauth;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::token);
    }

    private void token(Context context) {
        String type = Objects.requireNonNullElse(context.contentType(), "");
        if (!type.startsWith("application/x-www-form-urlencoded")
                || !field("grant_type", context).equals("refresh_token")) {
            refuse("BAD_GRANT_TYPE", "unsupported_grant_type", context);
            return;
        }
        OAuth.Answer answer = oauth.fetch(
                field("client_id", context), field("client_secret", context), field("refresh_token", context));
        if (answer.wrong().isPresent()) {
            String wrong = answer.wrong().get();
            refuse(wrong, wrong.equals("BAD_REFRESH_TOKEN") ? "invalid_grant" : "invalid_client", context);
            return;
        }
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("token_type", "bearer");
        granted.put("access_token", answer.accessToken());
        granted.put("refresh_token", answer.refreshToken());
        granted.put("expires_in", answer.expiresIn());
        json(200, granted, context);
    }

    private void refuse(String status, String error, Context context) {
        Map<String, Object> refusal = new LinkedHashMap<>();
        refusal.put("status", status);
        refusal.put("message", "missing or invalid: " + status);
        refusal.put("error", error);
        json(400, refusal, context);
    }

    private static String field(String name, Context context) {
        return Objects.requireNonNullElse(context.formParam(name), "");
    }

    private void json(int status, Map<String, Object> value, Context context) {
        try {
            context.status(status).contentType("application/json").result(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
