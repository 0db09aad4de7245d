package io.eventbatcher.sandbox.simulator.access;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HubSpot's OAuth: one public app, one grant, and access tokens that expire. Nothing is granted without {@link #grant}. */
public final class OAuth {
    private final Clock clock;
    private final Map<String, Instant> expiries = new HashMap<>();
    private Optional<Grant> grant = Optional.empty();
    private int fetched;
    private int refused;

    public OAuth(Clock clock) {
        this.clock = clock;
    }

    /**
     * A grant by the owner of the account.
     *
     * @param refreshToken the only valid refresh token
     * @param life of every access token
     * @param rotating true if every fetch replaces the refresh token
     */
    public record Grant(String clientId, String clientSecret, String refreshToken, Duration life, boolean rotating) {
        private Grant next(int number) {
            return rotating
                    ? new Grant(
                            clientId, clientSecret, refreshToken.replaceAll("-r\\d+$", "") + "-r" + number, life, true)
                    : this;
        }

        @Override
        public String toString() {
            return "Grant[" + life + "]";
        }
    }

    /** Replaces the earlier grant; access tokens stay valid until they expire. */
    public synchronized void grant(Grant changed) {
        grant = Optional.of(changed);
    }

    /** Makes the refresh token and all access tokens void. */
    public synchronized void revoke() {
        grant = Optional.empty();
        expireTokens();
    }

    /** Makes all access tokens expired. */
    public synchronized void expireTokens() {
        expiries.replaceAll((token, expiry) -> clock.instant());
    }

    /** The number of access tokens given. */
    public synchronized int fetched() {
        return fetched;
    }

    /** The number of refused requests for an access token. */
    public synchronized int refused() {
        return refused;
    }

    /** An access token with its refresh token; or HubSpot's name of the error. */
    public record Answer(Optional<String> wrong, String accessToken, String refreshToken, long expiresIn) {}

    public synchronized Answer fetch(String clientId, String clientSecret, String refreshToken) {
        Optional<String> wrong = grant.isEmpty() || !grant.get().refreshToken().equals(refreshToken)
                ? Optional.of("BAD_REFRESH_TOKEN")
                : !grant.get().clientId().equals(clientId)
                        ? Optional.of("BAD_CLIENT_ID")
                        : grant.get().clientSecret().equals(clientSecret)
                                ? Optional.empty()
                                : Optional.of("BAD_CLIENT_SECRET");
        if (wrong.isPresent()) {
            refused++;
            return new Answer(wrong, "", "", 0);
        }
        fetched++;
        grant = grant.map(now -> now.next(fetched));
        Grant now = grant.get();
        String accessToken = now.clientSecret() + "-access-" + fetched;
        expiries.put(accessToken, clock.instant().plus(now.life()));
        return new Answer(
                Optional.empty(), accessToken, now.refreshToken(), now.life().toSeconds());
    }

    /** The scopes of an access token; none for an expired token, and empty for an unknown token. */
    synchronized Optional<Set<String>> scopes(String token) {
        return Optional.ofNullable(expiries.get(token))
                .map(expiry -> clock.instant().isBefore(expiry)
                        ? Set.of(Endpoint.Scopes.EVENTS, Endpoint.Scopes.MARKETING_EVENTS)
                        : Set.of());
    }
}
