package io.eventbatcher.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.eventbatcher.health.SupervisedLoop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests that the HTTP port hands over, on a few threads of the console: health checks and scrapes never wait for a page. */
public final class Server implements HttpHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Large enough for edited events of a selection. */
    private static final int MOST_BODY_BYTES = 256 * 1_024;

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 64;

    /** A page loads nothing from elsewhere, and runs no script but our files. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                            + " base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            // 'no-referrer' would have browsers send 'Origin: null' with our own forms
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Function<Request, Response> pages;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            SupervisedLoop.daemons("console"));
    private final LiveStreams streams = new LiveStreams();

    /** @param pages never throws for a fault of the request */
    public Server(Function<Request, Response> pages) {
        this.pages = pages;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            threads.execute(() -> serve(exchange));
        } catch (RejectedExecutionException busy) {
            answer(exchange, plain(503, "The console is busy; try again in a moment.\n"));
        }
    }

    private void serve(HttpExchange exchange) {
        try {
            Response response = response(exchange);
            if (response.live().isPresent()) {
                headers(exchange, response);
                streams.open(exchange, response.live().get());
            } else {
                answer(exchange, response);
            }
        } catch (IOException gone) {
            // the browser has left, or has sent no whole request
            exchange.close();
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("A response of the console failed.");
            exchange.close();
        }
    }

    private Response response(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            return plain(413, "The console takes no such large form.\n");
        }
        try {
            return pages.apply(request(exchange, body));
        } catch (IllegalArgumentException malformed) {
            LOG.atDebug().setCause(malformed).log("A request of the console is malformed.");
            return plain(400, "The address or the form is malformed.\n");
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("A page of the console failed.");
            return plain(500, "The page failed; the log of the instance says why.\n");
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        boolean post = exchange.getRequestMethod().equals("POST");
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Parameters.parse(exchange.getRequestURI().getRawQuery()),
                headers,
                Parameters.parse(post ? new String(body, UTF_8) : ""));
    }

    /** Text for programs and for people without a page. */
    public static Response plain(int status, String text) {
        return Response.of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    private static void headers(HttpExchange exchange, Response response) {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", response.type());
        response.headers().forEach(headers::set);
    }

    private static void answer(HttpExchange exchange, Response response) throws IOException {
        try (exchange) {
            headers(exchange, response);
            if (exchange.getRequestMethod().equals("HEAD") || response.body().length == 0) {
                exchange.sendResponseHeaders(response.status(), -1);
            } else {
                exchange.sendResponseHeaders(response.status(), response.body().length);
                exchange.getResponseBody().write(response.body());
            }
        }
    }

    @Override
    public void close() {
        streams.close();
        threads.shutdownNow();
    }
}
