package io.eventbatcher.batching;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.health.PollThreads;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.OriginNamer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;

/** The batching half, running: from the source topics to the batches topics. */
public final class Batching implements AutoCloseable {
    /** What {@link #close()} allows for the last commit. */
    public static final Duration DEFAULT_STOP_BOUND = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final SourceRejectionGuard guard;
    private final CompletableFuture<String> failed = new CompletableFuture<>();

    private Batching(KafkaStreams streams, SourceRejectionGuard guard) {
        this.streams = streams;
        this.guard = guard;
    }

    /** Starts batching in the background. The topics must exist. */
    public static Batching start(Settings settings, Decoding decoding, OriginNamer namer, IngestPolicy policy) {
        PausedPartitions gate = new PausedPartitions();
        SourceRejectionGuard guard = new SourceRejectionGuard(policy);
        KafkaStreams streams = new KafkaStreams(
                BatchingTopology.build(settings, route -> Ingest.of(route, decoding, namer), guard, gate),
                BatchingConfig.properties(settings),
                new PausingClients(gate));
        Batching batching = new Batching(streams, guard);
        streams.setUncaughtExceptionHandler(new ReplaceThread(pause -> LockSupport.parkNanos(pause.toNanos())));
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                batching.failed.complete("Batching has stopped; the reason stands in the log above.");
            }
        });
        streams.start();
        return batching;
    }

    /** Any thread: does what an operator wants with a source topic. Orders about other things are none of its business. */
    public void obey(OperatorCommand order) {
        order.sourceTopic().ifPresent(topic -> {
            switch (order.kind()) {
                case DEAD_LETTER -> {
                    Instant until = order.until();
                    if (until != null) {
                        guard.judge(topic, until.toEpochMilli());
                    }
                }
                case RESUME -> guard.probeNow(topic);
                case PAUSE -> {} // the command does not offer it: a source is held by stopping its producers
            }
        });
    }

    /** Any thread: the source topics that are halted, as this instance shows them. */
    public List<LaneState> halted(String instance, Instant now) {
        return guard.halted(instance, now);
    }

    /** Completes when batching ended by itself, with the reason. */
    public CompletableFuture<String> failed() {
        return failed.copy();
    }

    /** Whether all tasks are assigned and restored. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** What keeps this half from working, as a clause; empty while it runs and its threads poll. */
    public Optional<String> trouble() {
        KafkaStreams.State state = streams.state();
        return state.isRunningOrRebalancing()
                ? PollThreads.trouble("batching", streams.metrics())
                : Optional.of("batching is in state " + state);
    }

    @Override
    public void close() {
        close(DEFAULT_STOP_BOUND);
    }

    /**
     * Stops at a record's end, commits, and keeps the membership for a quick return.
     *
     * @return whether that was done within the bound
     */
    public boolean close(Duration bound) {
        return streams.close(bound);
    }
}
