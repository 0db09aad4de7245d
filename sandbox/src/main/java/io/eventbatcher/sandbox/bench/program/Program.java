package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.sandbox.stack.ThisProgram;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command of this program in a process of its own, with the Java, the class path and the options of this JVM. It takes lines on its
 * stdin, answers with lines on its stdout, and logs to a file.
 */
final class Program implements AutoCloseable {
    /** The hidden command that runs one of the parts. */
    static final String PART = "bench-part";

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final LastLines log;
    private final Killer killer;

    private Program(Process process, LastLines log) {
        this.process = process;
        this.log = log;
        this.killer = new Killer(process::destroyForcibly);
    }

    /**
     * Starts the command.
     *
     * @param cores that the process may use
     * @param jvm further options of the JVM
     * @param environment in place of the caller's variables that begin with EVENT_BATCHER_
     */
    static Program start(Path log, Cores cores, List<String> jvm, Map<String, String> environment, List<String> words) {
        List<String> options = new ArrayList<>(ownOptions());
        options.addAll(jvm);
        ProcessBuilder builder = ThisProgram.process(options, words).redirectError(log.toFile());
        builder.command().addAll(0, cores.prefix());
        ThisProgram.isolate(builder.environment());
        builder.environment().put("EVENT_BATCHER_LIBRARY_LOG_LEVEL", "WARN");
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), new LastLines(log));
        } catch (IOException failure) {
            throw new UncheckedIOException("There is no process for " + words.get(0) + ".", failure);
        }
    }

    /** The options for all JVMs of the launcher; a recording or an agent belongs to one process. */
    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:StartFlightRecording") && !option.startsWith("-agent"))
                .filter(option -> !option.startsWith("-javaagent"))
                .toList();
    }

    /** Sends one line, and returns the answer. */
    String ask(String line) {
        try {
            BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException gone) {
            throw dead(gone);
        }
        return answer();
    }

    /** The next line that the program says. */
    String answer() {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        try {
            String line = out.readLine();
            if (line == null) {
                throw dead(null);
            }
            return line;
        } catch (IOException gone) {
            throw dead(gone);
        }
    }

    ProcessCpu cpu() {
        return ProcessCpu.of(process.pid());
    }

    void throwIfDead() {
        if (!process.isAlive()) {
            throw dead(null);
        }
    }

    private IllegalStateException dead(@Nullable Throwable cause) {
        return new IllegalStateException("A measured process has ended: " + log.read(), cause);
    }

    /** Ends the process, by force if it takes longer than 30 seconds. */
    @Override
    public void close() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
        } catch (IOException gone) {
            // it has ended already
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        killer.dismiss();
    }
}
