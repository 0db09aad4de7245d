package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.access.OAuthApi;
import io.eventbatcher.sandbox.simulator.faults.Faults;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A running simulator of HubSpot's API. */
public final class HubSpotSimulator implements AutoCloseable {
    /** HubSpot's limit is not known; the largest legal batch of events has about 8 MB. */
    private static final long LARGEST_BODY_BYTES = 16 << 20;

    /** Longer than any client waits, because the simulator must never give up first. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

    /**
     * The selectors accept connections, too. A thread that only accepts would take one more after the connector has stopped, and nobody would
     * read that connection or close it.
     */
    private static final int ACCEPTORS = 0;

    private static final int JETTYS_OWN_SELECTORS = -1;

    /** Connections that wait to be accepted: selectors may be busy while hundreds come at once. */
    private static final int WAITING_CONNECTIONS = 1_024;

    private final Javalin javalin;
    private final ExecutorService answering;
    private final Journal journal;
    private final Faults faults;
    private final HubSpot hubSpot;
    private @Nullable ServerConnector connector;
    private int port;
    private final OAuth oauth;

    private HubSpotSimulator(SimulatorSettings settings, Clock clock) {
        this.journal = new Journal(settings.recording().keptRequests());
        this.faults = new Faults(clock);
        this.oauth = new OAuth(clock);
        this.answering = Executors.newFixedThreadPool(2, task -> new Thread(task, "hubspot-simulator-answer"));
        this.hubSpot = new HubSpot(settings, oauth, faults, journal, clock);
        HubSpotServer server = new HubSpotServer(hubSpot, settings, answering, clock);
        this.javalin = Javalin.create(config -> {
            configure(config, settings, made -> connector = made);
            server.addTo(config.routes);
            new OAuthApi(oauth).addTo(config.routes);
            new ControlApi(journal, faults, hubSpot::define).addTo(config.routes);
        });
    }

    /** Starts on the system's clock (UTC). */
    public static HubSpotSimulator start(SimulatorSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** @param clock of the rate limits, whose day ends at midnight in the clock's zone; latencies run on real time */
    public static HubSpotSimulator start(SimulatorSettings settings, Clock clock) {
        HubSpotSimulator simulator = new HubSpotSimulator(settings, clock);
        simulator.javalin.start();
        // a restarted connector must keep its port
        simulator.port = simulator.javalin.port();
        Objects.requireNonNull(simulator.connector).setPort(simulator.port);
        return simulator;
    }

    /** The URL for clients on this machine, such as {@code http://127.0.0.1:8085}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The read-back. */
    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Changes the answer to events with a known uuid from now on.
     *
     * @throws IllegalStateException if the simulator did not start with {@link RepeatedUuids#REJECTED} and therefore knows no uuids
     */
    public void answerRepeatedUuids(RepeatedUuids changed) {
        hubSpot.answerRepeatedUuids(changed);
    }

    /** Defines an event, in an account that does not define all. */
    public void define(String eventName) {
        hubSpot.define(eventName);
    }

    /** Refuses connections and cuts open ones until {@link #listenAgain()}. Answers under way are lost. */
    public void refuseConnections() {
        try {
            Objects.requireNonNull(connector).stop();
        } catch (Exception e) {
            throw new IllegalStateException("The simulator does not stop listening.", e);
        }
    }

    /** Takes connections again, on the same port. */
    public void listenAgain() {
        try {
            Objects.requireNonNull(connector).start();
        } catch (Exception e) {
            throw new IllegalStateException("The simulator does not listen again on its port.", e);
        }
    }

    /** The grants of OAuth. */
    public OAuth oauth() {
        return oauth;
    }

    /** Drops open requests. */
    @Override
    public void close() {
        answering.shutdownNow();
        javalin.stop();
    }

    private static void configure(JavalinConfig config, SimulatorSettings settings, Consumer<ServerConnector> made) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LARGEST_BODY_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = connector(server, http, settings);
            made.accept(connector);
            return connector;
        });
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, SimulatorSettings settings) {
        http.setSendServerVersion(false);
        ServerConnector connector =
                new ServerConnector(server, ACCEPTORS, JETTYS_OWN_SELECTORS, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        return connector;
    }
}
