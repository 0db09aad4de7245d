package io.eventbatcher.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.health.Health;
import io.eventbatcher.health.SupervisedLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP port: health and metrics, read only. Requests run on threads of their own, which end with the port. */
final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);

    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String STOPS = "The service stops.";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** A scraper and two kinds of health checks need three; clients that send slowly hold one each. */
    private static final int THREADS = 32;

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** In the JDK's words, in seconds: a client that sends or reads nothing holds no thread, and no connection, for longer. */
    private static final Map<String, String> PATIENCE = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.idleInterval", "60");

    private final HttpServer server;
    private final ExecutorService threads = threads();
    private volatile Map<String, Supplier<Answer>> pages = Map.of();

    /** An answer to a GET. */
    private record Answer(int status, String type, String text) {}

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /** Threads end when nobody asks. */
    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                SupervisedLoop.daemons("http"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Listens, and says 503 until {@link #serve}.
     *
     * @param port the number; 0 for any free port
     * @throws ConfigurationException if the port cannot be had
     */
    static HttpPort open(HttpSettings settings, int port) {
        PATIENCE.forEach((name, seconds) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, seconds);
            }
        });
        InetSocketAddress address = new InetSocketAddress(settings.host(), port);
        if (address.isUnresolved()) {
            throw new ConfigurationException("http.host: '" + settings.host()
                    + "' is no name or address that this machine knows; write an address of this machine.");
        }
        try {
            HttpPort opened = new HttpPort(HttpServer.create(address, 0));
            opened.server.setExecutor(opened.threads);
            opened.server.createContext("/", opened::handle);
            opened.server.start();
            LOG.atInfo().addKeyValue("address", opened.server.getAddress()).log("The HTTP port is open.");
            return opened;
        } catch (IOException taken) {
            throw new ConfigurationException("http.port: " + settings.host() + ":" + port + " cannot be listened on ("
                    + taken.getMessage()
                    + "); stop the process that has the port, choose another port, or 0 for any free one.");
        }
    }

    /** The number of the port. */
    int number() {
        return server.getAddress().getPort();
    }

    /**
     * Serves a running service.
     *
     * @param live not good when a restart would help
     * @param ready the finding of {@code event-batcher health}
     * @param status JSON
     */
    void serve(Supplier<Health> live, Supplier<Health> ready, ServiceMeters meters, Supplier<String> status) {
        pages = Map.of(
                LIVE,
                () -> health(live.get()),
                READY,
                () -> health(ready.get()),
                "/metrics",
                () -> new Answer(200, PROMETHEUS, meters.scrape()),
                "/status",
                () -> new Answer(200, JSON, status.get()));
    }

    /** A stop begins: not ready from now on, and alive until the port closes. */
    void stops() {
        Map<String, Supplier<Answer>> last = new HashMap<>(pages);
        last.put(LIVE, () -> health(new Health(true, STOPS)));
        last.put(READY, () -> health(new Health(false, STOPS)));
        pages = Map.copyOf(last);
    }

    /** Hands over the requests whose paths begin so. The handler may return before it has answered, and holds no thread of the port. */
    void mount(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static Answer health(Health health) {
        return new Answer(health.good() ? 200 : 503, TEXT, health.sentence() + "\n");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().close();
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            byte[] body = answer.text().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer(405, TEXT, "Only GET is served here.\n");
        }
        if (pages.isEmpty()) {
            // a restart would not make the start faster
            return new Answer(path.equals(LIVE) ? 200 : 503, TEXT, "The service starts.\n");
        }
        Supplier<Answer> page = pages.get(path);
        try {
            return page == null
                    ? new Answer(
                            404,
                            TEXT,
                            "Served are "
                                    + String.join(
                                            ", ",
                                            pages.keySet().stream().sorted().toList()) + ".\n")
                    : page.get();
        } catch (RuntimeException bug) {
            LOG.atWarn().setCause(bug).log("The page {} of the HTTP port failed.", path);
            return new Answer(500, TEXT, "The page failed; the log says why.\n");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
