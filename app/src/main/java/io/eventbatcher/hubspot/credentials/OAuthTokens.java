package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OAuth access tokens with a life of minutes, each fetched while the former is still good. One fetch runs at a time, for all lanes, and
 * a pause follows a failure.
 */
final class OAuthTokens implements Credentials {
    /** The part of a token's life after which the next fetch begins. */
    static final double RENEWED_AFTER = 0.8;

    private static final Logger LOG = LoggerFactory.getLogger(OAuthTokens.class);

    private final OAuthEndpoint endpoint;
    private final SecretFile refreshToken;
    private final boolean writing;
    private final Clocks clocks;
    private final FetchPause pause = new FetchPause();

    private Token last = new Token.Unavailable("No access token has been fetched yet.");
    private Token failure = last;
    private Secret lastGrant = Secret.NONE;
    private Moment renewal = Moment.LONG_AGO;
    private Moment expiry = Moment.LONG_AGO;
    private @Nullable CompletableFuture<Token> fetching;

    OAuthTokens(HubSpotSettings settings, OkHttpClient http, Clocks clocks) {
        this.endpoint = new OAuthEndpoint(settings, http);
        this.refreshToken = new SecretFile(settings.oauth().refreshToken(), clocks);
        this.writing = settings.oauth().writeRefreshToken();
        this.clocks = clocks;
    }

    @Override
    public synchronized CompletableFuture<Token> current() {
        Moment now = clocks.moment();
        boolean good = now.isBefore(expiry);
        if (good && now.isBefore(renewal)) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<Token> next = next(now);
        return good ? CompletableFuture.completedFuture(last) : next;
    }

    @Override
    public synchronized CompletableFuture<Token> insteadOf(Secret refused) {
        Moment now = clocks.moment();
        boolean another = now.isBefore(expiry) && last instanceof Token.Good good && !same(good.secret(), refused);
        if (another) {
            // an earlier refusal of the same token has led to a fetch already
            return CompletableFuture.completedFuture(last);
        }
        expiry = Moment.LONG_AGO;
        return next(now);
    }

    /** The token of the running fetch, or of a new one; the last failure during the pause. */
    private CompletableFuture<Token> next(Moment now) {
        if (fetching != null) {
            return fetching;
        }
        Secret grant = refreshToken.read();
        if (pause.on(now) && same(grant, lastGrant)) {
            return CompletableFuture.completedFuture(failure);
        }
        CompletableFuture<Token> fetched = new CompletableFuture<>();
        fetching = fetched;
        fetch(grant, fetched);
        return fetched;
    }

    private void fetch(Secret grant, CompletableFuture<Token> fetched) {
        var unused = endpoint.fetch(grant).whenComplete((answer, bug) -> {
            OAuthReply sure = answer == null ? new OAuthReply.Failed("The token's answer was not understood.") : answer;
            if (sure instanceof OAuthReply.Refused && replaced(grant)) {
                // another instance has used up the refresh token, and left the next one in the common file
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

    private synchronized Token take(OAuthReply answer, Secret grant) {
        fetching = null;
        Moment now = clocks.moment();
        if (answer instanceof OAuthReply.Granted granted) {
            pause.fetched();
            last = new Token.Good(granted.accessToken());
            expiry = now.plus(granted.life());
            renewal = now.plus(Duration.ofMillis((long) (granted.life().toMillis() * RENEWED_AFTER)));
            granted.refreshToken()
                    .filter(changed -> !changed.equals(grant.reveal()))
                    .ifPresent(this::keep);
            LOG.atInfo().addKeyValue("life", granted.life()).log("An access token was fetched.");
            return last;
        }
        failure = answer instanceof OAuthReply.Refused refused
                ? new Token.Refused(refused.why())
                : new Token.Unavailable(((OAuthReply.Failed) answer).why());
        pause.failed(now);
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

    /** Without tokens. */
    @Override
    public String toString() {
        return "OAuthTokens[" + endpoint + "]";
    }
}
