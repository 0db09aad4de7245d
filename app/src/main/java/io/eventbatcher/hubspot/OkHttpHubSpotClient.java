package io.eventbatcher.hubspot;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The port on OkHttp. It does nothing behind our back: no redirects, no hidden re-sends, no limits below ours.
 *
 * <p>Each request carries {@code X-Event-Batcher-Instance}, {@code -Batch} and {@code -Attempt}, so that the receiver can tell a
 * repetition from a second delivery.
 */
public final class OkHttpHubSpotClient implements HubSpotClient {
    /** An answer about 100 inputs takes some 50 KB; what is longer than this proves nothing. */
    static final long LONGEST_BODY = 4L * 1024 * 1024;

    /** What is no success is told in a few sentences, and many of them may come at once. */
    private static final long LONGEST_REFUSAL = 256L * 1024;

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(30);

    private final Classifier classifier;
    private final OkHttpClient http;
    private final Credentials credentials;
    private final Map<Route, Target> targets = new EnumMap<>(Route.class);
    private final String instance;
    private volatile BiConsumer<Route, LimitHeaders> limits = (route, said) -> {};

    private record Target(Address address, OkHttpClient http) {}

    private OkHttpHubSpotClient(Settings settings, Clock clock) {
        HubSpotSettings hubspot = settings.hubspot();
        classifier = new Classifier(hubspot.answers(), clock);
        http = client(hubspot, mostInFlight(settings));
        credentials = Credentials.of(
                hubspot, http.newBuilder().callTimeout(TOKEN_TIMEOUT).build(), clock);
        // header values are ASCII; a host's name may not be
        instance = settings.instance().replaceAll("[^ -~]", "?");
        for (Route route : settings.enabledRoutes()) {
            OkHttpClient timed =
                    http.newBuilder().callTimeout(timeout(hubspot, route)).build();
            targets.put(route, new Target(Address.of(settings, route), timed));
        }
    }

    /** A client for these settings; it opens no connection before the first request. */
    public static HubSpotClient of(Settings settings, Clock clock) {
        return new OkHttpHubSpotClient(settings, clock);
    }

    private static int mostInFlight(Settings settings) {
        return settings.enabledRoutes().stream()
                .map(settings::route)
                .mapToInt(route -> route.lanes() * route.inFlight())
                .sum();
    }

    private static OkHttpClient client(HubSpotSettings settings, int mostInFlight) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Math.max(1, mostInFlight));
        dispatcher.setMaxRequestsPerHost(Math.max(1, mostInFlight));
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(Math.max(1, mostInFlight), 60, TimeUnit.SECONDS))
                .socketFactory(new NoDelaySockets())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connectTimeout())
                // the call's timeout bounds all of it; a silent socket is its business too
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(OkHttpHubSpotClient::keptForUs)
                .build();
    }

    /**
     * OkHttp reads the {@code Retry-After} of a 503 to decide on a re-send that we do not want, and throws when the number is too large
     * for it: then the whole answer is lost. So it does not see it.
     */
    private static Response keptForUs(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String wait = response.header("Retry-After");
        return wait == null
                ? response
                : response.newBuilder()
                        .removeHeader("Retry-After")
                        .header(Answer.RETRY_AFTER, wait)
                        .build();
    }

    private static Duration timeout(HubSpotSettings settings, Route route) {
        return switch (route.quota()) {
            case EVENTS -> settings.eventsTimeout();
            case ACCOUNT -> settings.marketingTimeout();
        };
    }

    @Override
    public void onLimits(BiConsumer<Route, LimitHeaders> listener) {
        limits = listener;
    }

    @Override
    public CompletableFuture<Outcome> send(HubSpotRequest request) {
        Target target = target(request.route());
        if (!target.address().takes(request.inputs().size())) {
            // batched before the route was switched to single events
            return CompletableFuture.completedFuture(
                    new Outcome.Split(Facts.withoutAnswer("not sent: this API takes one event per request")));
        }
        return credentials
                .current()
                .thenCompose(token -> token.fold(
                        secret -> sendWith(secret, target, request), OkHttpHubSpotClient::halted, this::withoutToken));
    }

    /** Once; and once more with another token, if HubSpot does not take this one and there is another. */
    private CompletableFuture<Outcome> sendWith(Secret token, Target target, HubSpotRequest request) {
        return sendOnce(token, target, request).thenCompose(outcome -> {
            if (!(outcome instanceof Outcome.Halt halt && halt.cause() == Outcome.Halt.Cause.TOKEN_REFUSED)) {
                return CompletableFuture.completedFuture(outcome);
            }
            return credentials
                    .insteadOf(token)
                    .thenCompose(other -> other.fold(
                            secret -> secret.reveal().equals(token.reveal())
                                    ? CompletableFuture.completedFuture(outcome)
                                    : sendOnce(secret, target, request),
                            OkHttpHubSpotClient::halted,
                            this::withoutToken));
        });
    }

    private static CompletableFuture<Outcome> halted(String why) {
        return CompletableFuture.completedFuture(
                new Outcome.Halt(Facts.withoutAnswer(why), Outcome.Halt.Cause.NO_TOKEN));
    }

    private CompletableFuture<Outcome> withoutToken(String why) {
        return CompletableFuture.completedFuture(classifier.withoutAnswer(why));
    }

    private CompletableFuture<Outcome> sendOnce(Secret token, Target target, HubSpotRequest request) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            target.http().newCall(httpRequest(token, target.address(), request)).enqueue(new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                    outcome.complete(outcomeOf(token, request, response));
                }

                @Override
                public void onFailure(Call call, IOException failure) {
                    outcome.complete(withoutAnswer(token, failure));
                }
            });
        } catch (RuntimeException notSent) {
            outcome.complete(withoutAnswer(token, notSent));
        }
        return outcome;
    }

    private Target target(Route route) {
        Target target = targets.get(route);
        if (target == null) {
            throw new IllegalStateException("the route " + route + " is not enabled");
        }
        return target;
    }

    private Request httpRequest(Secret token, Address address, HubSpotRequest request) {
        return address.request(token)
                .header("X-Event-Batcher-Instance", instance)
                .header("X-Event-Batcher-Batch", request.batchId())
                .header("X-Event-Batcher-Attempt", String.valueOf(request.attempt()))
                .post(address.body(request.inputs()))
                .build();
    }

    private Outcome outcomeOf(Secret token, HubSpotRequest request, Response response) {
        try (response) {
            LimitHeaders.of(response::header).ifPresent(said -> limits.accept(request.route(), said));
            return classifier.classify(request, answer(token, response));
        } catch (RuntimeException unexpected) {
            return classifier.withoutAnswer("after status " + response.code() + ": " + describe(token, unexpected));
        }
    }

    private Outcome withoutAnswer(Secret token, Exception failure) {
        return classifier.withoutAnswer(describe(token, failure));
    }

    private static Answer answer(Secret token, Response response) {
        Duration latency = Duration.ofMillis(response.receivedResponseAtMillis() - response.sentRequestAtMillis());
        byte[] body = body(response);
        return new Answer(
                response.code(), response.headers(), response.isSuccessful() ? body : redacted(token, body), latency);
    }

    /** The body up to the limit. One that breaks off is as good as none: the status has come, and it decides. */
    private static byte[] body(Response response) {
        try {
            BufferedSource source = response.body().source();
            long limit = response.isSuccessful() ? LONGEST_BODY : LONGEST_REFUSAL;
            source.request(limit);
            return source.getBuffer()
                    .readByteArray(Math.min(limit, source.getBuffer().size()));
        } catch (IOException brokenOff) {
            return new byte[0];
        }
    }

    /** An error page may repeat what was asked, and its message goes into dead letters. */
    private static byte[] redacted(Secret token, byte[] body) {
        return Redaction.of(new String(body, StandardCharsets.UTF_8), token).getBytes(StandardCharsets.UTF_8);
    }

    private static String describe(Secret token, Exception failure) {
        return Redaction.of(failure.getClass().getSimpleName() + ": " + failure.getMessage(), token);
    }

    @Override
    public void close() {
        credentials.close();
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "OkHttpHubSpotClient["
                + targets.values().stream().map(Target::address).toList() + "]";
    }
}
