package io.eventbatcher.ingest.registry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A look-up that never blocks: a thread of its own, the prober, asks the registry, at once for an id that was never looked up, and
 * again and again until there is an answer that can be trusted.
 */
public final class AsyncSchemaCache implements SchemaLookup, AutoCloseable {
    /** Often enough to look whether denials have to be forgotten. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final PendingLookups inquiries;
    private final RegistryLog troubles;
    private final LinkedBlockingQueue<SchemaId> fresh = new LinkedBlockingQueue<>();
    private final Thread prober;

    private AsyncSchemaCache(Registry registry, ProbePolicy policy, InstantSource clock, ThreadFactory threads) {
        troubles = new RegistryLog(clock);
        inquiries = new PendingLookups(registry, policy, clock, troubles);
        prober = threads.newThread(this::probe);
    }

    static AsyncSchemaCache start(Registry registry, ProbePolicy policy, InstantSource clock, ThreadFactory threads) {
        AsyncSchemaCache schemas = new AsyncSchemaCache(registry, policy, clock, threads);
        schemas.prober.start();
        return schemas;
    }

    @Override
    public SchemaAnswer find(SchemaId id) {
        SchemaAnswer answer = inquiries.find(id);
        if (answer instanceof SchemaAnswer.NoAnswer && fresh.isEmpty()) {
            fresh.add(id);
        }
        return answer;
    }

    /** What keeps the registry from being asked, as a sentence; empty while it answers. */
    public Optional<String> trouble() {
        return troubles.current();
    }

    private void probe() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration rest = inquiries.turn();
                Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
                fresh.poll(bounded.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        prober.interrupt();
        try {
            prober.join(STOP_BOUND.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "AskedSchemas(" + inquiries + ")";
    }
}
