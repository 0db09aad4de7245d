package io.eventbatcher.sandbox.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The repository's docker-compose.yml, under a name of its own and on ports of its own, so that it meddles with no other stack. */
public final class Compose implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Options of JVMs that the tests lay over the repository's file. */
    private static final String SHORT_LIVED = "sandbox/src/test/compose/short-lived.yml";

    private final List<String> command;
    private final Path root;
    private final String project;
    private final Map<String, String> environment;
    private final Path log;

    private Compose(List<String> command, Path root, String project, Map<String, String> environment) {
        this.command = command;
        this.root = root;
        this.project = project;
        this.environment = environment;
        this.log = root.resolve("sandbox/target/compose.log");
    }

    /**
     * For a file that is not up yet.
     *
     * @param root where it is
     * @param project names containers, volumes and images
     * @param environment what the file takes from there
     */
    public static Compose of(Path root, String project, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("COMPOSE_PROJECT_NAME", project);
        all.put("TAG", project);
        // 2 is a plugin, 1 is a program
        List<String> command = new ArrayList<>(
                succeeds("docker", "compose", "version") ? List.of("docker", "compose") : List.of("docker-compose"));
        command.addAll(List.of("-f", "docker-compose.yml", "-f", SHORT_LIVED));
        return new Compose(command, root, project, all);
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Runs a command of Compose to its end, and returns what it printed.
     *
     * @throws IllegalStateException when it fails, with what it printed
     */
    public String run(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return execute(all);
    }

    /** What the engine tells of a service's container, by a template of {@code docker inspect}. Asks no Compose, which takes a second. */
    public String inspect(String service, String template) {
        String container = engine(
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--filter",
                "label=com.docker.compose.service=" + service);
        return engine("inspect", "-f", template, container);
    }

    /** The name of a container of ours that Compose does not name. */
    public String named(String container) {
        return project + '-' + container;
    }

    /** Runs a command of the engine to its end, and returns what it printed. */
    public String engine(String... arguments) {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(arguments));
        return execute(all).strip();
    }

    private String execute(List<String> arguments) {
        try {
            Path output = Files.createTempFile("compose", ".out");
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "%s %s:%n%s".formatted(String.join(" ", arguments), ended ? "failed" : "did not end", printed));
            }
            return printed;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + arguments, interrupted);
        }
    }

    /** Keeps the logs, and leaves no container, volume, network or image of ours behind. */
    @Override
    public void close() {
        try {
            Files.writeString(log, run("logs", "--no-color"));
        } catch (IOException | RuntimeException unkept) {
            System.err.println("The logs of the containers are lost: " + unkept);
        }
        run("down", "--volumes", "--remove-orphans", "--timeout", "5");
        for (String image : List.of("event-batcher:" + project, "event-batcher-sandbox:" + project)) {
            if (succeeds("docker", "image", "inspect", image)) {
                engine("image", "rm", image);
            }
        }
    }
}
