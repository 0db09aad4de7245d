package io.eventbatcher.sandbox.registry;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's REST API in this process, on loopback. {@link #close()} forgets everything.
 *
 * <p>Answers about a schema carry its {@code guid} as newer registries do. Ids depend on nothing but the order of registrations.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final int FIRST_UNCHECKED = 1_000_000;

    private final Javalin server;
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, String> unchecked = new ConcurrentHashMap<>();
    private volatile @Nullable Integer outage;

    private EmbeddedRegistry() {
        this.server = Javalin.create(this::configure);
    }

    /** Starts a registry on {@code port}; 0 takes a free port. */
    public static EmbeddedRegistry start(int port) {
        EmbeddedRegistry registry = new EmbeddedRegistry();
        registry.server.start("127.0.0.1", port);
        return registry;
    }

    /** The clients' {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /**
     * Answers every request with {@code status} and an error body until {@link #answerNormally()}. Registers nothing in the meantime, and
     * forgets nothing.
     */
    public void answerWith(int status) {
        outage = status;
    }

    public void answerNormally() {
        outage = null;
    }

    /** Answers a new id, which is returned, with a text that was never checked, as registries of other makes may. */
    public synchronized int serve(String schema) {
        int id = FIRST_UNCHECKED + unchecked.size();
        unchecked.put("/schemas/ids/" + id, schema);
        return id;
    }

    /** The number of requests received. */
    public long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The number of requests received for exactly {@code path}, such as {@code /schemas/ids/1}. */
    public long requests(String path) {
        LongAdder counted = requests.get(path);
        return counted == null ? 0 : counted.sum();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.routes.before(this::countAndAnswerAsTold);
        new RegistryRoutes(new SchemaStore()).addTo(config.routes);
        config.routes.exception(
                RefusedException.class,
                (refused, request) ->
                        answerError(request, refused.status(), refused.errorCode(), refused.getMessage()));
        config.routes.error(404, EmbeddedRegistry::unknownPath);
    }

    private void countAndAnswerAsTold(Context request) {
        requests.computeIfAbsent(request.path(), unseen -> new LongAdder()).increment();
        Integer status = outage;
        if (status != null) {
            // Confluent's code for a failed backend; otherwise the status is the code
            answerError(request, status, status == 500 ? 50001 : status, "The registry was told to answer " + status);
            request.skipRemainingHandlers();
            return;
        }
        String schema = unchecked.get(request.path());
        if (schema != null) {
            RegistryRoutes.answer(request, RegistryJson.object().put("schema", schema));
            request.skipRemainingHandlers();
        }
    }

    /** A wrong path has the bare 404 as error code, without a word about a schema. */
    private static void unknownPath(Context request) {
        if (!RegistryRoutes.CONTENT_TYPE.equals(request.res().getContentType())) {
            answerError(request, 404, 404, "HTTP 404 Not Found");
        }
    }

    private static void answerError(Context request, int status, int errorCode, @Nullable String message) {
        request.status(status);
        RegistryRoutes.answer(request, RegistryJson.error(errorCode, String.valueOf(message)));
    }
}
