package io.eventbatcher.ingest.registry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A look-up that never blocks. A thread of the cache asks the registry: at once for an id that was never looked up, and then repeatedly
 * until an answer can be trusted.
 */
public final class AsyncSchemaCache implements SchemaLookup, AutoCloseable {
    /** Often enough to forget old denials. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final PendingLookups lookups;
    private final RegistryLog log;
    private final LinkedBlockingQueue<SchemaId> fresh = new LinkedBlockingQueue<>();
    private final Thread thread;

    private AsyncSchemaCache(Registry registry, ProbePolicy policy, InstantSource clock, ThreadFactory threads) {
        log = new RegistryLog(clock);
        lookups = new PendingLookups(registry, policy, clock, log);
        thread = threads.newThread(this::run);
    }

    static AsyncSchemaCache start(Registry registry, ProbePolicy policy, InstantSource clock, ThreadFactory threads) {
        AsyncSchemaCache schemas = new AsyncSchemaCache(registry, policy, clock, threads);
        schemas.thread.start();
        return schemas;
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        SchemaAnswer answer = lookups.find(id);
        if (answer instanceof SchemaAnswer.NoAnswer && fresh.isEmpty()) {
            fresh.add(id);
        }
        return answer;
    }

    /** The reason why the registry gives no answers, as a sentence; empty while the registry answers. */
    public Optional<String> trouble() {
        return log.trouble();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration rest = lookups.askDue();
                Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
                fresh.poll(bounded.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_BOUND.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "AsyncSchemaCache(" + lookups + ")";
    }
}
