package io.eventbatcher.sandbox.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: KRaft, broker and controller in one, on loopback only. Topics must be created by hand, and nothing
 * is deleted by age; a topic's settings override sizes and retention.
 *
 * <p>{@link #stop()} and {@link #restart()} keep port and data, as in the restart of any broker. Not thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final boolean temporary;
    private @Nullable KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, boolean temporary) {
        this.settings = settings;
        this.temporary = temporary;
    }

    /** Starts a broker on a free port, with a temporary directory deleted by {@link #close()}. */
    public static EmbeddedBroker start() {
        return start(LoopbackPorts.free());
    }

    /** Starts a broker on {@code port}, with a temporary directory deleted by {@link #close()}. */
    public static EmbeddedBroker start(int port) {
        return startTemporary(port, null);
    }

    /**
     * Starts a broker with a second listener, {@link #guardedServers()}, where users log in by SASL/PLAIN and have the rights that ACLs give
     * them. Clients of the first listener have all rights.
     *
     * @param passwords by user
     */
    public static EmbeddedBroker startGuarded(Map<String, String> passwords) {
        return startGuarded(List.of(GuardedListener.plain(passwords)));
    }

    /** Starts a broker with further listeners, whose clients have the rights that ACLs give them. */
    public static EmbeddedBroker startGuarded(List<GuardedListener> listeners) {
        return startTemporary(LoopbackPorts.free(), new Guard(listeners));
    }

    private static EmbeddedBroker startTemporary(int port, @Nullable Guard guard) {
        try {
            return start(port, Files.createTempDirectory("event-batcher-broker"), true, guard);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary directory for the embedded broker.", e);
        }
    }

    /** Starts a broker on {@code port} with {@code directory}, which may hold data of an earlier broker and is kept. */
    public static EmbeddedBroker start(int port, Path directory) {
        return start(port, directory, false, null);
    }

    private static EmbeddedBroker start(int port, Path directory, boolean temporary, @Nullable Guard guard) {
        EmbeddedBroker broker =
                new EmbeddedBroker(new BrokerSettings(port, LoopbackPorts.free(), directory, guard), temporary);
        try {
            broker.formatOnce();
            broker.startServer();
            return broker;
        } catch (RuntimeException | Error failure) {
            broker.close();
            throw failure;
        }
    }

    /** The clients' {@code bootstrap.servers}; never changes. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** The {@code bootstrap.servers} of clients that log in by SASL/PLAIN; of a broker from {@link #startGuarded(Map)} only. */
    public String guardedServers() {
        return guardedServers("LOGIN");
    }

    /** The {@code bootstrap.servers} of clients of a guarded listener. */
    public String guardedServers(String listener) {
        return "127.0.0.1:"
                + Objects.requireNonNull(settings.guard()).listener(listener).port();
    }

    /** Shuts the broker down and keeps its data; clients see their connections close. Without effect on a stopped broker. */
    public void stop() {
        KafkaRaftServer running = server;
        if (running != null) {
            server = null;
            Coordination.end(running);
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** Starts the broker on the same port with the same data, after stopping a running one. */
    public void restart() {
        stop();
        startServer();
    }

    /** Stops the broker, and deletes a temporary directory. */
    @Override
    public void close() {
        stop();
        if (temporary) {
            TemporaryDirectory.delete(settings.directory());
        }
    }

    private void startServer() {
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings.asProperties(), false), Time.SYSTEM);
        server = starting;
        starting.startup();
    }

    /** Kafka refuses an unformatted directory, and formatting again would change the cluster id. */
    private void formatOnce() {
        if (Files.exists(settings.directory().resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {
                    "format",
                    "--cluster-id",
                    Uuid.randomUuid().toString(),
                    "--config",
                    writePropertiesFile().toString()
                },
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException("Kafka's storage tool could not format %s: %s"
                    .formatted(settings.directory(), said.toString(StandardCharsets.UTF_8)));
        }
    }

    private Path writePropertiesFile() {
        Properties properties = new Properties();
        properties.putAll(settings.asProperties());
        Path file = settings.directory().resolve("broker.properties");
        try {
            Files.createDirectories(settings.directory());
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s for the embedded broker.".formatted(file), e);
        }
    }
}
