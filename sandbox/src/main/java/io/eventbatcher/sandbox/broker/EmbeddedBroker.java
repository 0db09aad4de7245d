package io.eventbatcher.sandbox.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: KRaft, broker and controller in one, reachable on loopback only. Topics are not created by
 * themselves, and nothing is deleted by age; a topic's own settings override both sizes and retention.
 *
 * <p>{@link #stop()} and {@link #restart()} keep the port and the data, so that clients live through it as through the restart of any
 * broker. Not safe for use by several threads at once.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final boolean temporary;
    private @Nullable KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, boolean temporary) {
        this.settings = settings;
        this.temporary = temporary;
    }

    /** Starts a broker on a free port, with a temporary directory that {@link #close()} deletes. */
    public static EmbeddedBroker start() {
        return start(LoopbackPorts.free());
    }

    /** Starts a broker on {@code port}, with a temporary directory that {@link #close()} deletes. */
    public static EmbeddedBroker start(int port) {
        try {
            return start(port, Files.createTempDirectory("event-batcher-broker"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary directory for the embedded broker.", e);
        }
    }

    /** Starts a broker on {@code port} with {@code directory}, which may hold an earlier broker's data, and survives. */
    public static EmbeddedBroker start(int port, Path directory) {
        return start(port, directory, false);
    }

    private static EmbeddedBroker start(int port, Path directory, boolean temporary) {
        EmbeddedBroker broker =
                new EmbeddedBroker(new BrokerSettings(port, LoopbackPorts.free(), directory), temporary);
        try {
            broker.formatOnce();
            broker.startServer();
            return broker;
        } catch (RuntimeException | Error failure) {
            broker.close();
            throw failure;
        }
    }

    /** What a client sets as {@code bootstrap.servers}; the same for the broker's whole life. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** Whether the broker answers now. */
    public boolean isRunning() {
        return server != null;
    }

    /** Shuts the broker down and keeps its data; clients see their connections close. Without effect if it is down. */
    public void stop() {
        KafkaRaftServer running = server;
        if (running != null) {
            server = null;
            Coordination.end(running);
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** Starts the broker again, on the same port and with the same data; stops it first if it runs. */
    public void restart() {
        stop();
        startServer();
    }

    /** Stops the broker, and deletes its directory if that is a temporary one. */
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

    /** Kafka refuses a directory that was not formatted, and formatting again would give it another cluster id. */
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
