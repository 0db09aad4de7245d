package io.eventbatcher.sandbox.simulator.access;

import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.Problem;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks before every endpoint: credentials, scopes, rate limits, content type, in that order. */
public final class AccessCheck {
    private static final String BEARER = "Bearer ";

    private final HubSpotAccount account;
    private final OAuth oauth;
    private final RateLimiter limiter;

    public AccessCheck(HubSpotAccount account, OAuth oauth, RateLimiter limiter) {
        this.account = account;
        this.oauth = oauth;
        this.limiter = limiter;
    }

    public Optional<Problem> refusal(ReceivedRequest request) {
        String token = token(request.authorization());
        Optional<Set<String>> granted = oauth.scopes(token);
        if (granted.isPresent() && granted.get().isEmpty()) {
            return Optional.of(
                    Problem.of(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired."));
        }
        Set<String> scopes = granted.orElse(account.tokens().get(token));
        if (scopes == null) {
            return Optional.of(Problem.of(
                    401,
                    "INVALID_AUTHENTICATION",
                    "Authentication credentials not found. This API supports OAuth 2.0 authentication."));
        }
        if (!scopes.contains(request.endpoint().scope())) {
            return Optional.of(Problem.missingScopes(request.endpoint().scope()));
        }
        Optional<Problem> overLimit = limiter.refusal(request.endpoint()).map(Problem::rateLimit);
        return overLimit.isPresent() ? overLimit : wrongContentType(request.contentType());
    }

    public static String token(String authorization) {
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
    }

    private static Optional<Problem> wrongContentType(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json")
                ? Optional.empty()
                : Optional.of(Problem.withoutCategory(
                        415, "Content-Type must be application/json, but is '" + contentType + "'."));
    }
}
