package io.eventbatcher.batching.streams;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that dies. The transaction is aborted, nothing is lost, and a new thread takes over after a pause. A broken JVM
 * ({@link VirtualMachineError}) stops the client instead.
 */
public final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReplaceThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Consumer<Duration> sleeper;

    /** @param sleeper lets the dying thread rest, so that a lasting fault does not spin */
    public ReplaceThread(Consumer<Duration> sleeper) {
        this.sleeper = sleeper;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError) {
                LOG.atError().setCause(failure).log("The JVM is broken; batching stops.");
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        LOG.atError().setCause(failure).log("A batching thread died; nothing is lost, another one takes over.");
        sleeper.accept(PAUSE);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
