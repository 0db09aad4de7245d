package io.eventbatcher.sandbox.stack;

import io.eventbatcher.cli.EventBatcher;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** This program's command line in processes of their own, with the Java and the class path of this JVM. */
public final class ThisProgram {
    private ThisProgram() {}

    /**
     * A process to be started.
     *
     * @param options of its JVM
     * @param words the command and its arguments
     */
    public static ProcessBuilder process(List<String> options, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // not that of tests, which logs to stdout
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", classPath(), EventBatcher.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command);
    }

    /** The class path of this JVM, less the classes of tests. */
    public static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty() && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Removes the caller's variables, which would override the configuration of a process. */
    public static void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("EVENT_BATCHER_"));
    }
}
