package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.plan.LoadMix;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.faults.Culprit;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes the load of a run, and notes the acknowledged records. */
public final class Publisher {
    public static final int PARTITIONS = 4;

    private static final LoadMix MIX = new LoadMix(20, 15, 1, 60, 40, 100, 0, true);
    private static final Duration TRICKLE = Duration.ofMillis(25);
    private static final long LOOK_MILLIS = 5;
    private static final double DUPLICATES_PERCENT = 10;
    private static final double INVALID_PERCENT = 4;

    private final List<Publication> published = Collections.synchronizedList(new ArrayList<>());
    private final LoadGenerator generator;
    private final PoisonedLoad load;
    private final InterjectedLoad traffic;
    private final Poison poison;
    private CompletableFuture<Void> publishing = CompletableFuture.completedFuture(null);

    /** @param schemaIds the registry's id for the value schema of each route */
    public Publisher(
            String bootstrapServers,
            Settings settings,
            Map<Route, Integer> schemaIds,
            TrafficSettings traffic,
            Poison poison) {
        LoadSettings endless = LoadSettings.of(
                        Long.MAX_VALUE, DUPLICATES_PERCENT, INVALID_PERCENT, traffic.seed(), PARTITIONS)
                .withMix(MIX);
        this.poison = poison;
        this.load = new PoisonedLoad(
                new LoadPlan(endless, schemaIds), traffic, poison, () -> LockSupport.parkNanos(TRICKLE.toNanos()));
        this.traffic = new InterjectedLoad(load);
        this.generator = new LoadGenerator(
                bootstrapServers,
                Backend.sourceTopics(settings),
                Pace.perSecond(traffic.rate()),
                count -> {},
                this::note);
    }

    /** On the producer's thread. */
    private void note(PlannedRecord planned, String topic, long offset) {
        SourceOffset origin = new SourceOffset(topic, planned.partition(), offset);
        poison.published(EventKey.of(planned), planned.fate(), origin);
        published.add(Publication.of(planned, origin));
    }

    /** Makes one of the next good events one that HubSpot never takes. */
    public void ask(Culprit kind) {
        load.ask(kind);
    }

    /** Returns when the broker has acknowledged all records, and lets only interjected ones follow until {@link #resume()}. */
    public void pause() throws InterruptedException {
        traffic.pause();
        awaitAcknowledgements();
    }

    public void resume() {
        traffic.resume();
    }

    /** Publishes single records between those of the load. */
    public void interject(List<PlannedRecord> records) {
        traffic.interject(records);
    }

    /** Returns when the broker has acknowledged all records of a pause. */
    public void awaitAcknowledgements() throws InterruptedException {
        while (traffic.waits() || published.size() < traffic.handed()) {
            if (publishing.isDone()) {
                throw new IllegalStateException("The load has ended.");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    public void start() {
        publishing = CompletableFuture.runAsync(() -> generator.publish(traffic));
    }

    /** Ends the load, and returns when the broker has all records. */
    public void end() {
        traffic.resume();
        load.end();
        publishing.join();
    }

    public LoadTruth truth() {
        return generator.truth();
    }

    /** The records acknowledged up to now. */
    public List<Publication> published() {
        synchronized (published) {
            return List.copyOf(published);
        }
    }
}
