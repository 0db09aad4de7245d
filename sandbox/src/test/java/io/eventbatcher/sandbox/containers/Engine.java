package io.eventbatcher.sandbox.containers;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The engine that runs containers, if there is one. */
final class Engine {
    /** Set to {@code required} where an engine must be there, so that no container test is skipped in silence. */
    private static final String CONTAINER_TESTS = "CONTAINER_TESTS";

    private Engine() {}

    /**
     * Why there is no engine, as a sentence; empty when there is one.
     *
     * @throws IllegalStateException when there is none where one is required
     */
    static Optional<String> missing() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        String why =
                "No container engine answers here; start one, so that 'docker info' works, to run the container tests.";
        if ("required".equals(System.getenv(CONTAINER_TESTS))) {
            throw new IllegalStateException(why + " They are required: " + CONTAINER_TESTS + " says so.");
        }
        return Optional.of(why);
    }
}
