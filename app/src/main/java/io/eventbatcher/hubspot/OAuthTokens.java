package io.eventbatcher.hubspot;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of some minutes, each fetched while its predecessor is still good. There is one fetch at a time, for all lanes:
 * whoever needs its token gets a future of it. After a failure it is not tried again before a while has passed.
 */
final class OAuthTokens implements Credentials {
    /** Of a token's life, after which the next one is fetched. */
    static final double RENEWED_AFTER = 0.8;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final int DOUBLINGS = 6;
    private static final Logger LOG = LoggerFactory.getLogger(OAuthTokens.class);

    private final OAuthEndpoint endpoint;
    private final SecretFile refreshToken;
    private final boolean writing;
    private final Clock clock;

    private Token last = new Token.Unavailable("No access token has been fetched yet.");
    private Token failure = last;
    private Secret lastGrant = Secret.NONE;
    private Instant renewal = Instant.MIN;
    private Instant expiry = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private int failures;
    private @Nullable CompletableFuture<Token> fetching;

    OAuthTokens(HubSpotSettings settings, OkHttpClient http, Clock clock) {
        this.endpoint = new OAuthEndpoint(settings, http);
        this.refreshToken = new SecretFile(settings.oauth().refreshToken(), clock);
        this.writing = settings.oauth().writeRefreshToken();
        this.clock = clock;
    }

    @Override
    public synchronized CompletableFuture<Token> current() {
        Instant now = clock.instant();
        boolean good = now.isBefore(expiry);
        if (good && now.isBefore(renewal)) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<Token> next = next(now);
        return good ? CompletableFuture.completedFuture(last) : next;
    }

    @Override
    public synchronized CompletableFuture<Token> insteadOf(Secret refused) {
        Instant now = clock.instant();
        boolean another = now.isBefore(expiry) && last instanceof Token.Good good && !same(good.secret(), refused);
        if (another) {
            // who was refused with the same token has fetched it already
            return CompletableFuture.completedFuture(last);
        }
        expiry = Instant.MIN;
        return next(now);
    }

    /** The token that is being fetched, from now on if nobody does; what came of the last fetch while it is too early for another. */
    private CompletableFuture<Token> next(Instant now) {
        if (fetching != null) {
            return fetching;
        }
        Secret grant = refreshToken.read();
        if (now.isBefore(pausedUntil) && same(grant, lastGrant)) {
            return CompletableFuture.completedFuture(failure);
        }
        CompletableFuture<Token> fetched = new CompletableFuture<>();
        fetching = fetched;
        fetch(grant, fetched);
        return fetched;
    }

    private void fetch(Secret grant, CompletableFuture<Token> fetched) {
        var unused = endpoint.fetch(grant).whenComplete((answer, bug) -> {
            OAuthEndpoint.Reply sure =
                    answer == null ? new OAuthEndpoint.Reply.Failed("The token's answer was not understood.") : answer;
            if (sure instanceof OAuthEndpoint.Reply.Refused && replaced(grant)) {
                // another instance has used up what we sent, and left what came back in our common file
                fetch(refreshToken.current(), fetched);
            } else {
                fetched.complete(take(sure, grant));
            }
        });
    }

    private boolean replaced(Secret grant) {
        return !same(refreshToken.read(), grant);
    }

    private static boolean same(Secret one, Secret other) {
        return one.reveal().equals(other.reveal());
    }

    private synchronized Token take(OAuthEndpoint.Reply answer, Secret grant) {
        fetching = null;
        Instant now = clock.instant();
        if (answer instanceof OAuthEndpoint.Reply.Granted granted) {
            failures = 0;
            last = new Token.Good(granted.accessToken());
            expiry = now.plus(granted.life());
            renewal = now.plusMillis((long) (granted.life().toMillis() * RENEWED_AFTER));
            granted.refreshToken()
                    .filter(changed -> !changed.equals(grant.reveal()))
                    .ifPresent(this::keep);
            LOG.atInfo().addKeyValue("life", granted.life()).log("An access token was fetched.");
            return last;
        }
        failure = answer instanceof OAuthEndpoint.Reply.Refused refused
                ? new Token.Refused(refused.why())
                : new Token.Unavailable(((OAuthEndpoint.Reply.Failed) answer).why());
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
        pausedUntil = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        lastGrant = grant;
        LOG.atWarn().addKeyValue("why", answer).log("No access token could be fetched.");
        return failure;
    }

    private void keep(String changed) {
        if (writing) {
            refreshToken.write(changed);
        } else {
            refreshToken.keep(changed);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }

    /** Never a token. */
    @Override
    public String toString() {
        return "OAuthTokens[" + endpoint + "]";
    }
}
