package io.eventbatcher.ingest.registry;

import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
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

    private final PendingLookups lookups;
    private final RegistryLog log;
    private final LinkedBlockingQueue<SchemaId> fresh = new LinkedBlockingQueue<>();
    private final SupervisedLoop loop;

    private AsyncSchemaCache(Registry registry, ProbePolicy policy, Clocks clocks, ThreadFactory threads) {
        log = new RegistryLog(clocks);
        lookups = new PendingLookups(registry, policy, clocks, log);
        loop = SupervisedLoop.start("the look-up of schemas", threads, this::turn);
    }

    static AsyncSchemaCache start(Registry registry, ProbePolicy policy, Clocks clocks, ThreadFactory threads) {
        return new AsyncSchemaCache(registry, policy, clocks, threads);
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

    /** The begin of the trouble; means nothing while the registry answers. */
    public Instant troubleSince() {
        return log.begin();
    }

    /** The trouble of the cache's own thread, as a clause; a registry that is out is none. */
    public Optional<String> threadTrouble() {
        return loop.trouble();
    }

    private void turn() throws InterruptedException {
        Duration rest = lookups.askDue();
        Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        fresh.poll(bounded.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        loop.close();
    }

    @Override
    public String toString() {
        return "AsyncSchemaCache(" + lookups + ")";
    }
}
