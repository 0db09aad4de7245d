package io.eventbatcher.sandbox.containers;

import io.eventbatcher.sandbox.stack.Backend;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** Apache's broker and Apicurio's registry in containers; the registry keeps its schemas in memory. */
public final class ContainerStack implements AutoCloseable {
    private static final long MEGABYTE = 1 << 20;
    private static final int REGISTRY_PORT = 8080;
    private static final int REGISTRY_MANAGEMENT_PORT = 9000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** No container lives long enough to win back the time of the second compiler. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1")
            .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m -Xms384m")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("JAVA_TOOL_OPTIONS", SHORT_LIVED)
            .withCreateContainerCmdModifier(
                    container -> container.getHostConfig().withMemory(900 * MEGABYTE))
            .withStartupTimeout(PATIENCE);

    private final GenericContainer<?> registry = new GenericContainer<>("apicurio/apicurio-registry:3.3.3")
            .withExposedPorts(REGISTRY_PORT, REGISTRY_MANAGEMENT_PORT)
            .withEnv("JAVA_TOOL_OPTIONS", SHORT_LIVED)
            .withCreateContainerCmdModifier(
                    container -> container.getHostConfig().withMemory(768 * MEGABYTE))
            .waitingFor(Wait.forHttp("/health/ready").forPort(REGISTRY_MANAGEMENT_PORT))
            .withStartupTimeout(PATIENCE);

    private ContainerStack() {}

    /** Starts both; an engine must be there. */
    public static ContainerStack start() {
        ContainerStack stack = new ContainerStack();
        try {
            Startables.deepStart(stack.kafka, stack.registry).join();
            return stack;
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    public Backend backend() {
        return new Backend(
                kafka.getBootstrapServers(),
                "http://" + registry.getHost() + ':' + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7");
    }

    @Override
    public void close() {
        registry.stop();
        kafka.stop();
    }
}
