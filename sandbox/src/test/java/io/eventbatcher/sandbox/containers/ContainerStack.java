package io.eventbatcher.sandbox.containers;

import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.stack.Backend;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The stack that the README tells people to bring up, on ports of its own. Its broker and registry serve other pipelines, too. */
public final class ContainerStack implements AutoCloseable {
    /** The events that it publishes by itself. */
    public static final int SAMPLE = 300;

    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final int kafkaPort = LoopbackPorts.free();
    private final int registryPort = LoopbackPorts.free();
    private final int simulatorPort = LoopbackPorts.free();
    private final int prometheusPort = LoopbackPorts.free();
    private final Compose compose = Compose.of(
            ROOT,
            "ebit" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000),
            Map.of(
                    "KAFKA_PORT", Integer.toString(kafkaPort),
                    "REGISTRY_PORT", Integer.toString(registryPort),
                    "SIMULATOR_PORT", Integer.toString(simulatorPort),
                    // any free one
                    "CONSOLE_PORT", "0",
                    "PROMETHEUS_PORT", Integer.toString(prometheusPort),
                    "COMPOSE_PROFILES", "monitoring",
                    "SAMPLE", Integer.toString(SAMPLE)));

    private ContainerStack() {}

    /** Builds the images and starts all; an engine must be there. */
    public static ContainerStack start() {
        ContainerStack stack = new ContainerStack();
        try {
            stack.compose.run("up", "-d", "--build");
            return stack;
        } catch (RuntimeException | Error failure) {
            stack.close();
            throw failure;
        }
    }

    public Backend backend() {
        return new Backend("127.0.0.1:" + kafkaPort, "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
    }

    public Compose compose() {
        return compose;
    }

    public String simulator() {
        return "http://127.0.0.1:" + simulatorPort;
    }

    public String prometheus() {
        return "http://127.0.0.1:" + prometheusPort;
    }

    @Override
    public void close() {
        compose.close();
    }
}
