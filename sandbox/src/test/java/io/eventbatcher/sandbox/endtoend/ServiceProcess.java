package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.stack.ThisProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    /** A command with an environment of its own. */
    public static ProcessBuilder command(Map<String, String> environment, String... arguments) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx512m",
                // none lives long, and fresh memory is dearer than small collections
                "-Xmn32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        ClassArchive.file().ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
        ProcessBuilder process = ThisProgram.process(options, List.of(arguments));
        ThisProgram.isolate(process.environment());
        process.environment().putAll(environment);
        return process;
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
