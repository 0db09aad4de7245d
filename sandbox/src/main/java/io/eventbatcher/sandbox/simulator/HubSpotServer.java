package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.Problem;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import io.eventbatcher.sandbox.simulator.api.Reply;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** HubSpot's endpoints over HTTP. A request is decided on arrival; the answer waits for the latency without a thread. */
final class HubSpotServer {
    private static final String CORRELATION_ID = "X-HubSpot-Correlation-Id";

    private final HubSpot hubSpot;
    private final Duration latency;
    private final boolean oldCredentials;
    private final Executor answering;
    private final AtomicLong numbers = new AtomicLong();
    private final long startedMillis;

    /** @param answering sends the delayed answers */
    HubSpotServer(HubSpot hubSpot, SimulatorSettings settings, Executor answering, Clock clock) {
        this.hubSpot = hubSpot;
        this.latency = settings.latency();
        this.oldCredentials = settings.oldCredentials();
        this.answering = answering;
        this.startedMillis = clock.millis();
    }

    void addTo(RoutesConfig routes) {
        for (Endpoint endpoint : Endpoint.values()) {
            endpoint.paths().forEach(path -> routes.post(path, context -> serve(endpoint, context)));
        }
        // a wrong path never reaches HubSpot's API code: the answer has no category, and is not even JSON
        routes.exception(
                NotFoundResponse.class,
                (exception, context) ->
                        send(Reply.Answer.html(404, "<html><body>404 Not Found</body></html>"), context));
        // 405 and 413 are Javalin's own decisions, made before the request is read
        routes.exception(HttpResponseException.class, this::refuse);
    }

    private void refuse(HttpResponseException refusal, Context context) {
        UUID correlationId = correlationId(numbers.incrementAndGet());
        String message = Objects.requireNonNullElse(refusal.getMessage(), "");
        context.header(CORRELATION_ID, correlationId.toString());
        send(Problem.withoutCategory(refusal.getStatus(), message).answer(correlationId), context);
    }

    private void serve(Endpoint endpoint, Context context) {
        HubSpot.Decided decided = hubSpot.decide(receive(endpoint, context));
        Duration wait = latency.plus(decided.delay());
        if (wait.isZero()) {
            finish(decided, context);
        } else {
            Executor later = CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, answering);
            context.future(() -> CompletableFuture.runAsync(() -> finish(decided, context), later));
        }
    }

    private ReceivedRequest receive(Endpoint endpoint, Context context) {
        long number = numbers.incrementAndGet();
        return new ReceivedRequest(
                number,
                correlationId(number),
                endpoint,
                credentials(endpoint, context),
                header("Content-Type", context),
                header("X-Event-Batcher-Instance", context),
                header("X-Event-Batcher-Batch", context),
                header("X-Event-Batcher-Attempt", context),
                context.bodyAsBytes());
    }

    /** Returns the credentials; the old headers and parameters of v3 carry the same tokens. */
    private String credentials(Endpoint endpoint, Context context) {
        String authorization = header("Authorization", context);
        if (!oldCredentials || endpoint != Endpoint.BEHAVIORAL_V3 || !authorization.isEmpty()) {
            return authorization;
        }
        String legacy = header("private-app-legacy", context);
        return "Bearer " + (legacy.isEmpty() ? context.queryParam("hapikey") : legacy);
    }

    /** Cheaper than a random UUID, and different between runs; has the version and variant bits of a random UUID. */
    private UUID correlationId(long number) {
        return new UUID((startedMillis << 16) | 0x4000L, 0x8000_0000_0000_0000L | number);
    }

    private void finish(HubSpot.Decided decided, Context context) {
        hubSpot.close(decided);
        context.header(CORRELATION_ID, decided.request().correlationId().toString());
        if (decided.reply() instanceof Reply.Answer answer) {
            send(answer, context);
        } else {
            Connections.reset(context.req());
        }
    }

    private static void send(Reply.Answer answer, Context context) {
        context.status(answer.status());
        if (answer.contentType().isEmpty()) {
            // Javalin's default would name a type of nothing
            context.res().setContentType(null);
        } else {
            context.contentType(answer.contentType()).result(answer.body());
        }
        answer.headers().forEach(context::header);
    }

    private static String header(String name, Context context) {
        return Objects.requireNonNullElse(context.header(name), "");
    }
}
