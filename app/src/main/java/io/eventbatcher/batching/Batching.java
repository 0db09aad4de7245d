package io.eventbatcher.batching;

import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.source.SourceRejectionGuard;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PausingClients;
import io.eventbatcher.batching.streams.ReplaceThread;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.health.PollThreads;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.OriginNamer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** The running batching half, from the source topics to the batches topics. */
public final class Batching implements AutoCloseable {
    /** The time that {@link #close()} allows for the last commit. */
    public static final Duration DEFAULT_STOP_BOUND = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final SourceRejectionGuard guard;
    private final PartitionPositions positions;
    private final CompletableFuture<String> failed = new CompletableFuture<>();

    private Batching(KafkaStreams streams, SourceRejectionGuard guard, PartitionPositions positions) {
        this.streams = streams;
        this.guard = guard;
        this.positions = positions;
    }

    /**
     * Starts batching in the background. The topics must exist.
     *
     * @param cluster the id of the cluster
     */
    public static Batching start(
            Settings settings, Decoding decoding, String cluster, IngestPolicy policy, Clock clock) {
        PausedPartitions paused = new PausedPartitions();
        PartitionPositions positions = new PartitionPositions(paused, clock);
        OriginNamer namer = OriginNamer.byOrigin(cluster, positions::topicOf);
        SourceRejectionGuard guard = new SourceRejectionGuard(policy);
        KafkaStreams streams = new KafkaStreams(
                BatchingTopology.build(
                        settings,
                        route -> Ingest.of(
                                route, decoding, namer, settings.ingest().requireContact()),
                        guard,
                        paused,
                        positions),
                BatchingConfig.properties(settings),
                new PausingClients(paused, positions));
        Batching batching = new Batching(streams, guard, positions);
        streams.setUncaughtExceptionHandler(new ReplaceThread(pause -> LockSupport.parkNanos(pause.toNanos())));
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                batching.failed.complete("Batching has stopped; the reason stands in the log above.");
            }
        });
        streams.start();
        return batching;
    }

    /** Obeys an operator's command about a source topic, and ignores all other commands. Safe for any thread. */
    public void obey(OperatorCommand command) {
        command.sourceTopic().ifPresent(topic -> {
            switch (command.kind()) {
                case DEAD_LETTER -> {
                    Instant until = command.until();
                    if (until != null) {
                        guard.deadLetterUntil(topic, until.toEpochMilli());
                    }
                }
                case RESUME -> guard.probeNow(topic);
                case ACCEPT_LOSS -> positions.accept(command.target());
                case PAUSE -> {} // the command does not offer it: a source is held by stopping its producers
            }
        });
    }

    /** The states of halted source topics and held partitions, for operators. Safe for any thread. */
    public List<LaneState> halted(String instance, Instant now) {
        return Stream.concat(guard.halted(instance, now).stream(), positions.held(instance, now).stream())
                .toList();
    }

    /** Completes with the reason when batching ends by itself. */
    public CompletableFuture<String> failed() {
        return failed.copy();
    }

    /** True if all tasks are assigned and restored. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The reason why batching does not work, as a clause; empty while batching runs and the threads poll. */
    public Optional<String> trouble() {
        KafkaStreams.State state = streams.state();
        return state.isRunningOrRebalancing()
                ? PollThreads.trouble("batching", streams.metrics()).or(positions::trouble)
                : Optional.of("batching is in state " + state);
    }

    @Override
    public void close() {
        close(DEFAULT_STOP_BOUND);
    }

    /**
     * Stops at a record's end, commits, and keeps the membership for a quick return.
     *
     * @return true if all was done within the bound
     */
    public boolean close(Duration bound) {
        return streams.close(bound);
    }
}
