package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.sandbox.stack.ThisProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code event-batcher run} as a separate process, with this JVM's Java and class path. */
public final class ServiceCommand {
    /** The JVM's exit status after SIGTERM, without a word from the service. */
    static final int EXIT_TERMINATED = 143;

    /** The system property that names an archive of loaded classes, for quicker starts. */
    public static final String CLASS_ARCHIVE = "torture.class-archive";

    private static final int LAST_LINES = 5;

    private final Path directory;
    private final BiFunction<String, Path, String> configuration;
    private final MachineClocks clocks;

    /**
     * Creates the command.
     *
     * @param directory of configurations, logs and state
     * @param configuration of an instance, by its name and state directory
     * @param steps true if the clocks of the processes step
     */
    public ServiceCommand(Path directory, BiFunction<String, Path, String> configuration, boolean steps) {
        this.directory = directory;
        this.clocks = MachineClocks.in(directory, steps);
        this.configuration = configuration;
    }

    public Process start(String instance, String token) {
        try {
            ProcessBuilder process = process(instance, token, "run");
            clocks.setUp(instance, process.environment());
            return process.redirectOutput(
                            ProcessBuilder.Redirect.to(log(instance, token).toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Instance %s cannot be started.".formatted(instance), failure);
        }
    }

    /** Runs a command of operators, with the configuration of no instance; the words of all follow each other in one log. */
    Process order(String... words) {
        try {
            ProcessBuilder process = process("operator", "operator", words);
            process.environment().put("EVENT_BATCHER_LIBRARY_LOG_LEVEL", "WARN");
            return process.redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("operator.log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("The operator's command cannot be started.", failure);
        }
    }

    /** A command with the configuration of the name. Several short-lived processes share a small machine. */
    private ProcessBuilder process(String name, String token, String... words) throws IOException {
        Path file = configurationFile(name);
        List<String> options =
                new ArrayList<>(List.of("-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Optional.ofNullable(System.getProperty(CLASS_ARCHIVE))
                .ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--config", file.toString()));
        ProcessBuilder process = ThisProgram.process(options, command).redirectErrorStream(true);
        isolate(process.environment(), token);
        return process;
    }

    /** Written once: another process of the name may read the file at any moment. */
    private Path configurationFile(String name) throws IOException {
        Path file = directory.resolve(name + ".yaml");
        return Files.exists(file) ? file : Files.writeString(file, configuration.apply(name, stateDir(name)));
    }

    MachineClocks clocks() {
        return clocks;
    }

    /** Like {@code kill -QUIT}. Without effect on systems without {@code kill}. */
    public void dumpThreads(Process process) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException noSuchCommand) {
            // the findings then lack the threads
        }
    }

    public Path stateDir(String instance) {
        return directory.resolve(instance + "-state");
    }

    private Path log(String instance, String token) {
        return directory.resolve(instance + '-' + token + ".log");
    }

    /** True if the process with the token has started completely, and can stop in good order. */
    boolean hasStarted(String instance, String token) {
        return linesOf(instance, token).stream().anyMatch(line -> line.contains("Event Batcher has started"));
    }

    /** The last lines in the log of the process with the token. */
    String lastWords(String instance, String token) {
        List<String> lines = linesOf(instance, token);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private List<String> linesOf(String instance, String token) {
        try {
            return Files.readAllLines(log(instance, token), StandardCharsets.UTF_8);
        } catch (IOException silent) {
            return List.of("it left no log: " + silent);
        }
    }

    /**
     * Removes the operator's variables, which would override the kit's configuration with another token or another broker. Log levels may
     * stay.
     */
    static void isolate(Map<String, String> environment, String token) {
        environment.keySet().removeIf(name -> name.startsWith("EVENT_BATCHER_") && !name.endsWith("LOG_LEVEL"));
        environment.put(HubSpotSettings.TOKEN_VARIABLE, token);
        environment.putIfAbsent("EVENT_BATCHER_LIBRARY_LOG_LEVEL", "INFO");
    }
}
