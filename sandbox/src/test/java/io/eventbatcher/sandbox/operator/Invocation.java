package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.cli.EventBatcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line as a user calls it: in a process of its own, with an environment.
 *
 * @param status the exit status
 * @param out stdout and stderr, as a terminal shows them
 */
public record Invocation(int status, String out) {
    public static Invocation of(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-Xmx256m", "-cp", classPath, EventBatcher.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("EVENT_BATCHER_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Invocation(process.waitFor(), out);
    }
}
