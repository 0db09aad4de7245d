package io.eventbatcher.batching;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.source.SourceRejectionGuard;
import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PausingClients;
import io.eventbatcher.batching.streams.ReplaceThread;
import io.eventbatcher.batching.streams.RestoreProgress;
import io.eventbatcher.batching.streams.ThreadDeaths;
import io.eventbatcher.batching.streams.UncommittedRecords;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.health.HealthPart;
import io.eventbatcher.health.PollThreads;
import io.eventbatcher.ingest.Decoding;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running batching half, from the source topics to the batches topics. */
public final class Batching implements AutoCloseable {
    /** The time that {@link #close()} allows for the last commit. */
    public static final Duration DEFAULT_STOP_BOUND = Duration.ofSeconds(20);

    /** Kafka Streams' words, when another process holds the lock. */
    private static final String DIRECTORY_IN_USE = "in the same state directory";

    private static final Logger LOG = LoggerFactory.getLogger(Batching.class);

    private final KafkaStreams streams;
    private final PausingClients clients;
    private final SourceRejectionGuard guard;
    private final PartitionPositions positions;
    private final BatchingStates states;
    private final boolean isStaticMember;
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadDeaths deaths = new ThreadDeaths(System::nanoTime);
    private final RestoreProgress restoring = new RestoreProgress(System::nanoTime);
    private final UncommittedRecords uncommitted = new UncommittedRecords(System::nanoTime);

    private Batching(
            KafkaStreams streams,
            PausingClients clients,
            SourceRejectionGuard guard,
            PartitionPositions positions,
            Settings settings,
            Clocks clocks) {
        this.streams = streams;
        this.clients = clients;
        this.guard = guard;
        this.positions = positions;
        this.states = new BatchingStates(
                guard, positions, deaths, new RestorationStates(restoring, clocks), settings.sourceTopics());
        this.isStaticMember = settings.kafka().isStaticMember();
    }

    /**
     * Starts batching in the background. The topics must exist.
     *
     * @param cluster the id of the cluster
     * @param observer hears of counts, batches and dead letters
     * @throws ConfigurationException when another process uses the state directory
     */
    public static Batching start(
            Settings settings,
            Decoding decoding,
            String cluster,
            IngestPolicy policy,
            Clocks clocks,
            BatchingObserver observer) {
        PausedPartitions paused = new PausedPartitions();
        PartitionPositions positions = new PartitionPositions(paused, clocks);
        OriginNamer namer = OriginNamer.of(cluster, positions::topicOf);
        SourceRejectionGuard guard = new SourceRejectionGuard(policy);
        PausingClients clients = new PausingClients(paused, positions);
        KafkaStreams streams = streams(
                settings,
                BatchingTopology.build(
                        settings,
                        route -> Ingest.of(
                                route, decoding, namer, settings.ingest().requireContact()),
                        guard,
                        paused,
                        positions,
                        observer),
                clients);
        Batching batching = new Batching(streams, clients, guard, positions, settings, clocks);
        streams.setUncaughtExceptionHandler(new ReplaceThread(batching.deaths, batching::rest));
        streams.setGlobalStateRestoreListener(batching.restoring);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                batching.failed.complete("Batching has stopped; the reason stands in the log above.");
            }
        });
        streams.start();
        return batching;
    }

    private static KafkaStreams streams(Settings settings, Topology topology, PausingClients clients) {
        try {
            return new KafkaStreams(topology, BatchingConfig.properties(settings), clients);
        } catch (StreamsException failure) {
            if (String.valueOf(failure.getMessage()).contains(DIRECTORY_IN_USE)) {
                throw new ConfigurationException(
                        "state-dir: " + settings.stateDir() + " is in use by another process with the"
                                + " application-id " + settings.applicationId()
                                + "; stop that process, or give each instance a state-dir of its own.");
            }
            throw failure;
        }
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

    /**
     * The states of halted source topics and held partitions, for operators, of every source topic while threads die again and again, and of stores
     * that are restored. Safe for any thread.
     */
    public List<LaneState> halted(String instance, Instant now) {
        return states.of(instance, now);
    }

    /** Completes with the reason when batching ends by itself. */
    public CompletableFuture<String> failed() {
        return failed.copy();
    }

    /**
     * The parts of batching. They are well while batching runs, its threads live and poll, partitions are read, and fetched records get
     * committed.
     */
    public List<HealthPart> parts() {
        return List.of(
                HealthPart.toldElsewhere("ingest/deaths", deaths::trouble),
                HealthPart.of("ingest/threads", this::idleness),
                HealthPart.toldElsewhere("source/held", positions::heldTrouble),
                HealthPart.of("source/unread", positions::waitingTrouble),
                HealthPart.of("ingest/commits", this::standstill));
    }

    private Optional<String> idleness() {
        KafkaStreams.State state = streams.state();
        return state.isRunningOrRebalancing() || deaths.trouble().isPresent()
                ? silence()
                : Optional.of("batching is in state " + state);
    }

    private Optional<String> standstill() {
        return streams.state().isRunningOrRebalancing()
                ? uncommitted.trouble(streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .toList())
                : Optional.empty();
    }

    /**
     * Any thread: the trouble that a restart cures: a thread that polls no more. Threads that die again and again would die after a
     * restart, too.
     */
    public Optional<String> silence() {
        return deaths.trouble().isPresent() ? Optional.empty() : PollThreads.trouble("batching", streams.metrics());
    }

    /** Any thread: the stream threads that have died since the start. */
    public long threadDeaths() {
        return deaths.total();
    }

    /** Any thread: the restoration of state stores. */
    public RestoreProgress restoring() {
        return restoring;
    }

    /** Shows the running topology to a reader of its metrics. */
    public void show(Consumer<KafkaStreams> reader) {
        reader.accept(streams);
    }

    /** A pause that ends early when batching closes. */
    private void rest(Duration pause) {
        try {
            if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.atDebug().log("A dead thread rests no longer, because batching closes.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(DEFAULT_STOP_BOUND);
    }

    /**
     * Stops at a record's end, commits, and leaves the group: it would wait for a silent member until the session ends, the next start
     * included. A static member stays, as its operator wants.
     *
     * @return true if all was done within the bound
     */
    public boolean close(Duration bound) {
        closing.countDown();
        clients.endPolls();
        return streams.close(CloseOptions.timeout(bound)
                .withGroupMembershipOperation(
                        isStaticMember
                                ? GroupMembershipOperation.REMAIN_IN_GROUP
                                : GroupMembershipOperation.LEAVE_GROUP));
    }
}
