package io.eventbatcher.sandbox.torture;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.SettingsFile;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadMix;
import io.eventbatcher.sandbox.load.LoadPlan;
import io.eventbatcher.sandbox.load.LoadSettings;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.simulator.Account;
import io.eventbatcher.sandbox.simulator.RateLimits;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.SimulatorSettings.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run: load and faults, then calm, then judgement. */
public final class Torture implements AutoCloseable {
    private static final int SOURCE_PARTITIONS = 4;
    private static final int MOST_INCARNATIONS = 5_000;
    private static final LoadMix MIX = new LoadMix(20, 15, 1, 60, 40, 100, true);
    /**
     * More than the load needs, and less than backlogs would take after each fault. Of the limit for events HubSpot says nothing until
     * it answers 429.
     */
    private static final RateLimits LIMITS =
            RateLimits.defaults().withEventsPerSecond(25).withMarketingPerTenSeconds(250);

    private static final double DUPLICATES_PERCENT = 10;
    private static final double INVALID_PERCENT = 4;
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration BEGIN_PATIENCE = Duration.ofMinutes(2);
    private static final Duration REPLAYS_PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 50;

    /** What services wait for an answer, less what it takes to reach them. */
    private static final Duration HTTP_PATIENCE = Duration.ofMillis(4_500);

    /** One of the instances is known to the groups by name, and takes its partitions up again after a restart; the others are strangers. */
    private static final String STATIC_MEMBER = ", group.instance.id: '%s'";

    private static final String CONFIGURATION = """
            instance: '%s'
            state-dir: '%s'
            threads: 1
            purge-interval: 5s
            kafka:
              bootstrap-servers: '%s'
              properties: {session.timeout.ms: 6000, heartbeat.interval.ms: 1000%s}
            registry: {url: '%s'}
            hubspot:
              base-url: '%s'
              connect-timeout: 2s
              events-timeout: 5s
              marketing-timeout: 5s
              rate: {account-per-ten-seconds: 10000}
              halt: {probe-first: 200ms, probe-most: 500ms, judge-after: 3s}
            routes:
              behavioral: {linger: 300ms, lanes: 4, max-inputs: 50, in-flight: 4}
              marketing-upsert: {linger: 500ms, lanes: 3, max-inputs: 20}
              marketing-update: {linger: 500ms, lanes: 3, max-inputs: 20}
            """;

    private final TortureSettings torture;
    private final Consumer<String> narrator;
    private final Path directory;
    private final ScheduledExecutorService timers =
            Executors.newScheduledThreadPool(2, task -> daemon(task, "torture-timers"));
    private final Tallies tallies = new Tallies();
    private final Findings processFindings = new Findings();
    private final Witness witness;
    private final EmbeddedStack stack;
    private final Replayer replayer;
    private final Fleet fleet;
    private final Storm storm;
    private final Stage stage;
    private final Settings settings;
    private final List<String> instances;

    private Torture(TortureSettings torture, Clock clock, Consumer<String> narrator, Path directory) {
        this.torture = torture;
        this.narrator = narrator;
        this.directory = directory;
        this.instances = IntStream.rangeClosed(1, torture.instances())
                .mapToObj(number -> "instance-" + number)
                .toList();
        this.witness = new Witness(new Ambiguity(HTTP_PATIENCE), tallies, this::spring);
        Cure cure = new Cure();
        this.stack = EmbeddedStack.start(simulator(witness, cure));
        this.settings = settings(stack.simulator().baseUrl());
        stack.createTopics(settings, SOURCE_PARTITIONS);
        this.replayer = new Replayer(stack.broker().bootstrapServers(), settings, torture.seed(), cure);
        this.fleet = new Fleet(new ServiceCommand(directory, this::configuration), timers, clock, processFindings);
        this.storm =
                new Storm(torture.seed(), torture.background(), outOfTheBlue(torture), cure::leavesOut, tallies, clock);
        this.stage = new Stage(stack, fleet, witness, storm, tallies, timers, batchingTopics(settings));
        stack.simulator().answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY);
        stack.simulator().faults().drawFrom(storm);
    }

    /**
     * Starts broker, registry, simulator and the service's processes.
     *
     * @param narrator is told, line by line, what happens
     */
    public static Torture start(TortureSettings torture, Clock clock, Consumer<String> narrator) {
        try {
            Torture started = new Torture(torture, clock, narrator, Files.createTempDirectory("event-batcher-torture"));
            started.instances.forEach(started.fleet::start);
            return started;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("There is no temporary directory for the run.", unwritable);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Each process has a token of its own, by which its requests are told from those of its predecessor. */
    private static SimulatorSettings simulator(Witness witness, Cure cure) {
        Account account = EmbeddedStack.account();
        Set<String> scopes = account.tokens().getOrDefault(Account.DEFAULT_TOKEN, Set.of());
        Map<String, Set<String>> tokens = new HashMap<>();
        IntStream.rangeClosed(1, MOST_INCARNATIONS).forEach(number -> tokens.put(Fleet.token(number), scopes));
        return SimulatorSettings.defaults()
                .withAccount(account.withTokens(tokens)
                        .withObjectIds(id -> account.objectIds().test(id) || cure.hasMadeKnown(id)))
                .withLimits(LIMITS)
                .withLatency(Duration.ofMillis(20))
                .withRepeatedUuids(RepeatedUuids.REJECTED)
                .withListener(witness);
    }

    private static List<ApiFault> outOfTheBlue(TortureSettings torture) {
        return Stream.of(ApiFault.values())
                .filter(fault -> fault.kind() != ApiFault.Kind.LASTING)
                .filter(fault -> torture.faults().contains(fault.label()))
                .toList();
    }

    /** Dedupe marks as Streams logs them, and batches. */
    private static List<String> batchingTopics(Settings settings) {
        return settings.enabledRoutes().stream()
                .flatMap(route -> Stream.of(
                        settings.applicationId() + '-' + route.label() + "-seen-changelog",
                        settings.topics().batches(route)))
                .toList();
    }

    private String configuration(String instance, Path stateDir) {
        return CONFIGURATION.formatted(
                instance,
                stateDir,
                stack.broker().bootstrapServers(),
                instance.equals(instances.get(0)) ? STATIC_MEMBER.formatted(instance) : "",
                stack.registry().url(),
                stack.simulator().baseUrl());
    }

    private Settings settings(URI hubSpot) {
        return SettingsFile.parse(
                CONFIGURATION.formatted(
                        "kit",
                        directory.resolve("kit"),
                        stack.broker().bootstrapServers(),
                        "",
                        stack.registry().url(),
                        hubSpot),
                Map.of(SettingsFile.TOKEN, Account.DEFAULT_TOKEN));
    }

    /** On the simulator's threads. */
    private void spring(String incarnation, Trap trap) {
        tallies.count(trap.moment().label());
        Runnable kill = () -> fleet.killIncarnation(incarnation, trap.moment().label(), trap.restartAfter());
        if (trap.delay().isZero()) {
            kill.run();
        } else {
            var unused = timers.schedule(kill, trap.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Runs load and faults to their end, waits until all has come to rest, and judges. */
    public TortureReport run() throws InterruptedException {
        List<Publication> published = Collections.synchronizedList(new ArrayList<>());
        LoadGenerator generator = generator(published);
        LoadPlan plan = plan();
        long begin = System.nanoTime();
        awaitUntil(() -> fleet.started() == instances.size(), BEGIN_PATIENCE);
        narrate(begin, generator, "all processes have started; the load begins");
        replayer.start();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> generator.publish(plan));
        awaitDeliveries(0, BEGIN_PATIENCE);
        stage.requireWhatIsWatched();
        narrate(begin, generator, "the service delivers; faults begin");
        followSchedule(begin, generator);
        narrate(begin, generator, "calm: no more faults; all instances come up, and what waits may drain");
        stage.calmDown();
        instances.forEach(fleet::start);
        publishing.join();
        List<Replay> replays = replayer.stop(REPLAYS_PATIENCE);
        long calm = System.nanoTime();
        Findings findings = new Findings();
        long duplicates;
        try (Rest rest = new Rest(stack.broker().bootstrapServers(), settings)) {
            List<String> waiting = rest.await(generator.truth(), replays, torture.patience());
            if (!waiting.isEmpty()) {
                findings.add(Check.STUCK, Rest.sentence(waiting, torture.patience()));
                rest.openTransactions().forEach(open -> findings.add(Check.STUCK, open + "."));
                fleet.dumpThreads();
            }
            duplicates = rest.duplicates();
        }
        double drained = seconds(calm);
        narrate(begin, generator, "at rest after %.1f s; stopping all".formatted(drained));
        fleet.close(STOP);
        EvidenceReader reader = new EvidenceReader(stack.broker().bootstrapServers(), settings);
        Evidence evidence = new Evidence(
                List.copyOf(published),
                witness.deliveries(),
                reader.receipts(),
                reader.deadLetters(),
                replays,
                fleet.kills(),
                duplicates);
        Examiner.Judgement judgement = Examiner.judge(evidence);
        findings.addAll(judgement.findings());
        findings.addAll(processFindings);
        return report(evidence, judgement, findings, drained);
    }

    /** On a slow machine the steps come later and the last ones not at all; their order and what they do stay the same. */
    private void followSchedule(long begin, LoadGenerator generator) throws InterruptedException {
        Schedule schedule = Schedule.of(torture.seed(), torture.length(), instances, torture.faults());
        long end = System.nanoTime() + torture.length().toNanos();
        long zero = System.nanoTime();
        long deliveredBefore = 0;
        for (Schedule.Step step : schedule.steps()) {
            sleepUntil(Math.min(end, zero + step.at().toNanos()));
            if (step.upheaval()) {
                long waiting = System.nanoTime();
                awaitDeliveries(deliveredBefore, Duration.ofNanos(Math.max(0, end - waiting)));
                zero += System.nanoTime() - waiting;
                deliveredBefore = witness.delivered();
            }
            if (System.nanoTime() >= end) {
                return;
            }
            narrate(begin, generator, step.what());
            step.deed().accept(stage);
        }
        sleepUntil(end);
    }

    /** An upheaval of a service that does nothing teaches nothing. */
    private void awaitDeliveries(long more, Duration patience) throws InterruptedException {
        awaitUntil(() -> witness.delivered() > more, patience);
    }

    private static void awaitUntil(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanoTime - System.nanoTime()));
    }

    private void narrate(long begin, LoadGenerator generator, String what) {
        narrator.accept("%6.1f s  %-76s delivered %,d of %,d published, %d up"
                .formatted(
                        seconds(begin),
                        what,
                        witness.delivered(),
                        generator.truth().published(),
                        fleet.running()));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private TortureReport report(
            Evidence evidence, Examiner.Judgement judgement, Findings findings, double drainSeconds) {
        Set<Origin> dead = new HashSet<>();
        evidence.deadLetters().forEach(letter -> dead.add(letter.origin()));
        return new TortureReport(
                torture.seed(),
                torture.length().toMillis() / 1000.0,
                torture.instances(),
                evidence.published().size(),
                judgement.delivered(),
                evidence.duplicates(),
                dead.size(),
                evidence.replays().size(),
                judgement.deliveredTwice(),
                evidence.kills().size(),
                tallies.counts(),
                drainSeconds,
                findings,
                findings.clean() ? "" : directory.toString());
    }

    private LoadPlan plan() {
        LoadSettings load = LoadSettings.of(
                        (long) (torture.rate() * torture.length().toMillis() / 1000),
                        DUPLICATES_PERCENT,
                        INVALID_PERCENT,
                        torture.seed(),
                        SOURCE_PARTITIONS)
                .withMix(MIX);
        return new LoadPlan(load, stack.registerSchemas(settings));
    }

    private LoadGenerator generator(List<Publication> published) {
        Map<Route, String> topics = new EnumMap<>(Route.class);
        settings.enabledRoutes()
                .forEach(route -> topics.put(route, settings.route(route).topic()));
        return new LoadGenerator(
                stack.broker().bootstrapServers(),
                topics,
                Pace.perSecond(torture.rate()),
                count -> {},
                (planned, topic, offset) ->
                        published.add(Publication.of(planned, new Origin(topic, planned.partition(), offset))));
    }

    /** Kills what still runs; keeps the logs when there was something to find. */
    @Override
    public void close() {
        stage.close();
        timers.shutdownNow();
        fleet.killAll();
        stack.close();
    }

    /** Deletes logs, configurations and state. */
    public void forget() {
        TemporaryDirectory.delete(directory);
    }
}
