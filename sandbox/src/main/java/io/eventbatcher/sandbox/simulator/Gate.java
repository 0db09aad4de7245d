package io.eventbatcher.sandbox.simulator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands before every endpoint: credentials, then scopes, then the rate limits, then the content type. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Account account;
    private final RateLimiter limiter;

    Gate(Account account, RateLimiter limiter) {
        this.account = account;
        this.limiter = limiter;
    }

    Optional<Problem> refusal(Exchange exchange) {
        Set<String> scopes = account.tokens().get(token(exchange.authorization()));
        if (scopes == null) {
            return Optional.of(Problem.of(
                    401,
                    "INVALID_AUTHENTICATION",
                    "Authentication credentials not found. This API supports OAuth 2.0 authentication."));
        }
        if (!scopes.contains(exchange.endpoint().scope())) {
            return Optional.of(Problem.missingScopes(exchange.endpoint().scope()));
        }
        Optional<Problem> overLimit = limiter.refusal(exchange.endpoint()).map(Problem::rateLimit);
        return overLimit.isPresent() ? overLimit : wrongContentType(exchange.contentType());
    }

    static String token(String authorization) {
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
