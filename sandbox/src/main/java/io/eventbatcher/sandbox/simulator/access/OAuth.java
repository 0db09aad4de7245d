package io.eventbatcher.sandbox.simulator.access;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HubSpot's OAuth: one public app, one grant, and access tokens that expire. Nothing is granted until a test says so. */
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
     * What the owner of the account has granted.
     *
     * @param refreshToken the only one that is good now
     * @param life of every access token
     * @param rotating whether every fetch makes the refresh token void and gives another
     */
    public record Grant(String clientId, String clientSecret, String refreshToken, Duration life, boolean rotating) {
        private Grant next(int number) {
            return rotating
                    ? new Grant(
                            clientId, clientSecret, refreshToken.replaceAll("-r\\d+$", "") + "-r" + number, life, true)
                    : this;
        }

        /** Without what is secret. */
        @Override
        public String toString() {
            return "Grant[" + life + "]";
        }
    }

    /** Replaces what was granted before; access tokens stay good until they expire. */
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

    /** How many access tokens were given. */
    public synchronized int fetched() {
        return fetched;
    }

    /** How many requests for one were refused. */
    public synchronized int refused() {
        return refused;
    }

    /** An access token and what goes with it; or HubSpot's name of what is wrong. */
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

    /** The scopes of an access token that is good; none when it has expired; empty when it was never given. */
    public synchronized Optional<Set<String>> scopes(String token) {
        return Optional.ofNullable(expiries.get(token))
                .map(expiry -> clock.instant().isBefore(expiry)
                        ? Set.of(Endpoint.Scopes.EVENTS, Endpoint.Scopes.MARKETING_EVENTS)
                        : Set.of());
    }
}
