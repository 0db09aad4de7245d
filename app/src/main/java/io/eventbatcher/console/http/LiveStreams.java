package io.eventbatcher.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.health.SupervisedLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of server-sent events. A stream ends after twenty seconds, because the HTTP server gives a response thirty, and the browser opens
 * the next at once. Browsers beyond a bound get a piece every five seconds instead of a stream.
 */
final class LiveStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int PIECES = 10;
    private static final int MOST = 16;
    private static final int SOON_MILLIS = 200;
    private static final int LATER_MILLIS = 5_000;

    private final ExecutorService threads = Executors.newCachedThreadPool(SupervisedLoop.daemons("console-live"));
    private final Semaphore free = new Semaphore(MOST);
    private volatile boolean closed;

    /** Sends pieces on another thread; the stream closes the exchange. */
    void open(HttpExchange exchange, Supplier<Html> piece) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        if (free.tryAcquire()) {
            threads.execute(() -> {
                try {
                    stream(exchange, piece, PIECES, SOON_MILLIS);
                } finally {
                    free.release();
                }
            });
        } else {
            stream(exchange, piece, 1, LATER_MILLIS);
        }
    }

    private void stream(HttpExchange exchange, Supplier<Html> piece, int pieces, int retryMillis) {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            out.write(("retry: " + retryMillis + "\n\n").getBytes(UTF_8));
            for (int sent = 0; sent < pieces && !closed; sent++) {
                if (sent > 0) {
                    // the pace of news, not a wait for something; closing the streams interrupts the sleep
                    Thread.sleep(EVERY.toMillis());
                }
                out.write(event(piece.get()).getBytes(UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            // the browser shows another page
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("A live piece of the console failed.");
        }
    }

    private static String event(Html piece) {
        return piece.toString().lines().map(line -> "data: " + line + "\n").collect(Collectors.joining("", "", "\n"));
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
