package io.eventbatcher.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP client that trusts no connection after a timeout: later calls take new connections. OkHttp alone keeps an HTTP/2 connection
 * whose calls all time out, and keeps the idle neighbours of a dead HTTP/1.1 connection. Calls under way stay on the old connections,
 * because one slow answer is no proof against the connection. Pings find a dead HTTP/2 connection before a call does.
 *
 * <p>Repeats no call. Any thread.
 */
public final class FreshConnections implements Call.Factory, AutoCloseable {
    /** The interval between two pings of an HTTP/2 connection; without an answer by the next ping the connection is closed. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(FreshConnections.class);

    private final OkHttpClient settings;
    private final Supplier<ConnectionPool> pools;
    private final AtomicReference<Generation> current;

    private FreshConnections(OkHttpClient settings, Supplier<ConnectionPool> pools) {
        this.settings = settings;
        this.pools = pools;
        this.current = new AtomicReference<>(new Generation());
    }

    /**
     * A client with the timeouts, dispatcher, interceptors and certificates of another client, and connections of its own.
     *
     * @param pools each a new pool
     */
    public static FreshConnections of(OkHttpClient settings, Supplier<ConnectionPool> pools) {
        return new FreshConnections(
                settings.newBuilder().pingInterval(PING_INTERVAL).build(), pools);
    }

    /** The calls and connections between two timeouts. */
    private final class Generation extends EventListener {
        private final OkHttpClient http = settings.newBuilder()
                .connectionPool(pools.get())
                .eventListener(this)
                .build();

        @Override
        public void callFailed(Call call, IOException failure) {
            if (failure instanceof InterruptedIOException && current.compareAndSet(this, new Generation())) {
                LOG.atDebug()
                        .addKeyValue("host", call.request().url().host())
                        .log("A call timed out; later calls take new connections.");
                http.connectionPool().evictAll();
            }
        }
    }

    private Generation current() {
        return Objects.requireNonNull(current.get());
    }

    @Override
    public Call newCall(Request request) {
        return current().http.newCall(request);
    }

    /** Breaks off all calls of the dispatcher, and closes the connections. */
    @Override
    public void close() {
        settings.dispatcher().cancelAll();
        settings.dispatcher().executorService().shutdown();
        current().http.connectionPool().evictAll();
    }
}
