package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.cli.EventBatcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The command line in a process of its own, which can be killed. */
public final class ServiceProcess {
    private ServiceProcess() {}

    /** {@code event-batcher run} with this pipeline's configuration; what it says goes to a file beside it. It does not outlive the pipeline. */
    static Process run(Pipeline pipeline) {
        return run(pipeline, process -> {});
    }

    /** The same; when it is terminated, it leaves the {@link ClassArchive}. */
    static Process runAndLeaveClasses(Pipeline pipeline) {
        return run(pipeline, ClassArchive::leave);
    }

    /** The same with further options of the JVM, which win. */
    static Process run(Pipeline pipeline, List<String> jvm) {
        return run(
                pipeline, process -> process.command().addAll(process.command().indexOf("-cp"), jvm));
    }

    private static Process run(Pipeline pipeline, Consumer<ProcessBuilder> more) {
        try {
            Path file = Files.writeString(
                    pipeline.directory().resolve("event-batcher.yaml"),
                    pipeline.configuration().text());
            File log = pipeline.directory().resolve("event-batcher.log").toFile();
            ProcessBuilder command = command(Configuration.ENVIRONMENT, "run", "--config", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            more.accept(command);
            Process process = command.start();
            pipeline.endsWith(process);
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** With this JVM's Java and class path, less the tests: their logging is not the command line's. */
    public static ProcessBuilder command(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // none lives long, and fresh memory is dearer than small collections
                "-Xmn32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml"));
        ClassArchive.file().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", classPath(), EventBatcher.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("EVENT_BATCHER_"));
        process.environment().putAll(environment);
        return process;
    }

    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty() && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As {@code kill -9} does. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does: it settles and ends. */
    public static void terminate(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
