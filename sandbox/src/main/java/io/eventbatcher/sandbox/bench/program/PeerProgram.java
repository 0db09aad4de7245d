package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.sandbox.stack.ThisProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of somebody else, by a command of the shell, with all processes that the command starts. */
public final class PeerProgram implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process shell;
    private final LastLines log;

    /** Of the command, as far as somebody looked: what outlives the shell is not found any more. */
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    private final Killer killer = new Killer(() -> all().forEach(ProcessHandle::destroyForcibly));

    private PeerProgram(Process shell, LastLines log) {
        this.shell = shell;
        this.log = log;
    }

    /**
     * Starts the command in the directory of this process.
     *
     * @param directory for logs, and for a directory of the peer's own
     * @param cores that it may use
     * @param environment further variables, by which it finds broker, topic and API
     */
    public static PeerProgram start(String command, Path directory, Cores cores, Map<String, String> environment) {
        Path log = directory.resolve("peer.log");
        File home = directory.resolve("peer").toFile();
        List<String> words = new ArrayList<>(cores.prefix());
        words.addAll(List.of("sh", "-c", command));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        ThisProgram.isolate(builder.environment());
        builder.environment().putAll(environment);
        builder.environment().put("PEER_DIRECTORY", home.toString());
        try {
            if (!home.mkdir()) {
                throw new IOException(home + " cannot be made");
            }
            PeerProgram peer = new PeerProgram(builder.start(), new LastLines(log));
            peer.shell.getOutputStream().close();
            return peer;
        } catch (IOException failure) {
            throw new UncheckedIOException("There is no process for the peer's command: " + command, failure);
        }
    }

    private void look() {
        shell.descendants().forEach(seen::add);
    }

    /** The shell first, which may start others in place of its ended ones. */
    private List<ProcessHandle> all() {
        look();
        List<ProcessHandle> all = new ArrayList<>(List.of(shell.toHandle()));
        all.addAll(seen);
        return all;
    }

    /** Of the processes that run. */
    public ProcessCpu cpu() {
        return all().stream()
                .filter(ProcessHandle::isAlive)
                .map(process -> ProcessCpu.of(process.pid()))
                .reduce(ProcessCpu.NONE, ProcessCpu::plus);
    }

    /** @throws PeerFailedException if the command has ended */
    public void throwIfDead() {
        if (!shell.isAlive()) {
            throw new PeerFailedException("The peer has ended by itself, with status %d. It said: %s"
                    .formatted(shell.exitValue(), log.read()));
        }
        look();
    }

    /** The last lines of stdout and stderr. */
    public String lastLines() {
        return log.read();
    }

    /** Ends all its processes, by force if they take longer than 30 seconds. */
    @Override
    public void close() {
        List<ProcessHandle> processes = all();
        processes.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException slow) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
        killer.dismiss();
    }
}
