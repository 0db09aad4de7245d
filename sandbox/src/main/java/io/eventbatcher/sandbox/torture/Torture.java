package io.eventbatcher.sandbox.torture;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.TemporaryDirectory;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.torture.check.AuditWitness;
import io.eventbatcher.sandbox.torture.check.EvidenceReader;
import io.eventbatcher.sandbox.torture.check.InvariantChecker;
import io.eventbatcher.sandbox.torture.check.LetterStatesReader;
import io.eventbatcher.sandbox.torture.check.Quiescence;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Evidence;
import io.eventbatcher.sandbox.torture.evidence.Finding;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.LetterEvidence;
import io.eventbatcher.sandbox.torture.evidence.SentReplay;
import io.eventbatcher.sandbox.torture.faults.Ambiguity;
import io.eventbatcher.sandbox.torture.faults.ApiFault;
import io.eventbatcher.sandbox.torture.faults.DeliveryRecorder;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import io.eventbatcher.sandbox.torture.faults.FaultKinds;
import io.eventbatcher.sandbox.torture.faults.KillTrigger;
import io.eventbatcher.sandbox.torture.faults.Poison;
import io.eventbatcher.sandbox.torture.faults.RequestFaults;
import io.eventbatcher.sandbox.torture.faults.Schedule;
import io.eventbatcher.sandbox.torture.faults.ScheduledFault;
import io.eventbatcher.sandbox.torture.run.FaultRig;
import io.eventbatcher.sandbox.torture.run.Fleet;
import io.eventbatcher.sandbox.torture.run.Gateway;
import io.eventbatcher.sandbox.torture.run.LetterOperators;
import io.eventbatcher.sandbox.torture.run.MachineClocks;
import io.eventbatcher.sandbox.torture.run.OddTraffic;
import io.eventbatcher.sandbox.torture.run.Operator;
import io.eventbatcher.sandbox.torture.run.ServiceCommand;
import io.eventbatcher.sandbox.torture.run.ServiceConfiguration;
import io.eventbatcher.sandbox.torture.run.SimulatedHubSpot;
import io.eventbatcher.sandbox.torture.run.Surroundings;
import io.eventbatcher.sandbox.torture.run.TopicRig;
import io.eventbatcher.sandbox.torture.traffic.LetterWatch;
import io.eventbatcher.sandbox.torture.traffic.Publisher;
import io.eventbatcher.sandbox.torture.traffic.Repair;
import io.eventbatcher.sandbox.torture.traffic.Strays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run: load and faults, then calm, then result. */
public final class Torture implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration BEGIN_PATIENCE = Duration.ofMinutes(4);
    private static final Duration REPLAYS_PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 50;

    /** Half the services' timeout, because on a busy machine a request takes its time to reach the simulator, and an answer its way back. */
    private static final Duration HTTP_PATIENCE = Duration.ofMillis(2_500);

    private final TortureSettings torture;
    private final Consumer<String> narrator;
    private final Path directory;
    private final ScheduledExecutorService timers =
            Executors.newScheduledThreadPool(2, task -> daemon(task, "torture-timers"));
    private final FaultCounts counts = new FaultCounts();
    private final Findings processFindings = new Findings();
    private final DeliveryRecorder recorder;
    private final EmbeddedStack stack;
    private final Poison poison;
    private final Publisher publisher;
    private final LetterWatch letters;
    private final LetterOperators letterOperators;
    private final Fleet fleet;
    private final RequestFaults requestFaults;
    private final Operator operator;
    private final TopicRig topics;
    private final FaultRig rig;
    private final Settings settings;
    private final List<String> instances;

    private Torture(TortureSettings torture, Clock clock, Consumer<String> narrator, Path directory) {
        this.torture = torture;
        this.narrator = narrator;
        this.directory = directory;
        this.instances = IntStream.rangeClosed(1, torture.instances())
                .mapToObj(number -> "instance-" + number)
                .toList();
        this.recorder = new DeliveryRecorder(new Ambiguity(HTTP_PATIENCE), counts, this::kill);
        this.poison = new Poison(counts);
        Repair repair = new Repair(poison);
        this.stack = EmbeddedStack.start(SimulatedHubSpot.settings(recorder, repair));
        Gateway gateway = Gateway.to(stack.simulator().baseUrl());
        ServiceConfiguration configuration = new ServiceConfiguration(stack, gateway.url(), instances.get(0));
        this.settings = configuration.settings(directory);
        stack.createTopics(settings, Publisher.PARTITIONS);
        String bootstrapServers = stack.broker().bootstrapServers();
        Map<Route, Integer> schemaIds = stack.registerSchemas(settings);
        this.publisher = new Publisher(bootstrapServers, settings, schemaIds, torture.traffic(), poison);
        this.letters = new LetterWatch(bootstrapServers, settings, torture.seed(), poison);
        ServiceCommand command = new ServiceCommand(
                directory, configuration::of, torture.faults().contains(FaultKinds.CLOCK_STEP));
        this.fleet = new Fleet(command, timers, clock, processFindings);
        this.requestFaults = new RequestFaults(
                torture.seed(), torture.background(), backgroundKinds(torture), repair::leavesOut, counts, clock);
        Strays strays = new Strays(schemaIds, torture.seed());
        this.operator = new Operator(command, settings);
        this.letterOperators =
                new LetterOperators(command, settings, directory, letters, repair, counts, torture.seed());
        this.topics = new TopicRig(bootstrapServers, settings, publisher, strays, fleet);
        if (torture.faults().contains(FaultKinds.TOPIC_RECREATED)) {
            topics.reserveOffsets();
        }
        Surroundings surroundings = new Surroundings(
                gateway,
                topics,
                new OddTraffic(stack.registry(), publisher, strays),
                ServiceConfiguration.batchingTopics(settings));
        this.rig = new FaultRig(stack, fleet, recorder, requestFaults, counts, timers, surroundings);
        stack.simulator().answerRepeatedUuids(RepeatedUuids.ACCEPTED_SILENTLY);
        stack.simulator().faults().drawFrom(poison.before(requestFaults));
    }

    /**
     * Starts broker, registry, simulator and the service's processes.
     *
     * @param narrator gets a line for each step
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

    private static List<ApiFault> backgroundKinds(TortureSettings torture) {
        return Stream.of(ApiFault.values())
                .filter(fault -> fault.kind() != ApiFault.Kind.LASTING)
                .filter(fault -> torture.faults().contains(fault.label()))
                .toList();
    }

    /** On the simulator's threads. */
    private void kill(String incarnation, KillTrigger trigger) {
        counts.count(trigger.moment().label());
        Runnable order =
                () -> fleet.killIncarnation(incarnation, trigger.moment().label(), trigger.restartAfter());
        if (trigger.delay().isZero()) {
            order.run();
        } else {
            var unused = timers.schedule(order, trigger.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Runs load and faults to their end, waits until all has come to rest, and judges. */
    public TortureReport run() throws InterruptedException {
        long begin = System.nanoTime();
        awaitUntil(() -> fleet.started() == instances.size(), BEGIN_PATIENCE);
        narrate(begin, "all processes have started; the load begins");
        if (torture.faults().contains(FaultKinds.CLOCK_STEP) && !fleet.canStepClocks()) {
            narrator.accept("No clock can step: " + MachineClocks.ABSENT);
        }
        operator.watch(timers);
        letters.start();
        letterOperators.start();
        publisher.start();
        awaitDeliveries(0, BEGIN_PATIENCE);
        requireDeliveries();
        rig.requireWhatIsWatched();
        narrate(begin, "the service delivers; faults begin");
        followSchedule(begin);
        narrate(begin, "calm: no more faults; all instances come up, and what waits may drain");
        rig.calmDown();
        long calm = System.nanoTime();
        instances.forEach(fleet::start);
        awaitUntil(poison::allDied, torture.patience());
        narrate(begin, poison.allDied() ? "what HubSpot fails on has expired" : "what HubSpot fails on lives on");
        publisher.end();
        letterOperators.stop(REPLAYS_PATIENCE);
        letters.stop(REPLAYS_PATIENCE);
        narrate(begin, "the operators of dead letters have finished");
        EvidenceReader reader = new EvidenceReader(stack.broker().bootstrapServers(), settings);
        List<SentReplay> replays = reader.replays();
        Findings findings = new Findings();
        long duplicates;
        long lostBeforeReading;
        Optional<List<String>> gaps = Optional.empty();
        try (Quiescence quiescence = new Quiescence(stack.broker().bootstrapServers(), settings)) {
            Duration aThird = torture.patience().dividedBy(3);
            List<String> waiting = quiescence.await(
                    publisher.truth(), replays, topics.deletedUnread().size(), aThird);
            if (!waiting.isEmpty()) {
                narrate(begin, "the operator orders dead letters, if events alone on a route halt it");
                operator.buryWhatHalts(settings.enabledRoutes());
                waiting = quiescence.await(
                        publisher.truth(),
                        replays,
                        topics.deletedUnread().size(),
                        torture.patience().minus(aThird));
            }
            if (!waiting.isEmpty()) {
                findings.add(Check.STUCK, Quiescence.sentence(waiting, torture.patience()));
                quiescence.open().forEach(open -> findings.add(Check.STUCK, open + "."));
                fleet.dumpThreads();
            } else {
                gaps = Optional.of(AuditWitness.gaps(stack.broker().bootstrapServers(), settings));
            }
            duplicates = quiescence.duplicates();
            lostBeforeReading = quiescence.lostBeforeReading();
        }
        double drained = seconds(calm);
        narrate(begin, "at rest after %.1f s; stopping all".formatted(drained));
        fleet.close(STOP);
        LetterEvidence replayed = new LetterEvidence(
                letterOperators.replays(),
                letterOperators.discarded(),
                replays,
                reader.marks(),
                LetterStatesReader.read(settings));
        Evidence evidence = new Evidence(
                publisher.published(),
                recorder.deliveries(),
                reader.receipts(),
                reader.deadLetters(),
                replayed,
                fleet.kills(),
                duplicates,
                new Evidence.Unread(topics.deletedUnread(), lostBeforeReading));
        InvariantChecker.CheckResult result = InvariantChecker.check(evidence);
        gaps.ifPresent(told -> AuditWitness.examine(told, result.findings()));
        findings.addAll(result.findings());
        findings.addAll(processFindings);
        return report(evidence, result, findings, drained);
    }

    /** On a slow machine faults come later and the last faults not at all; order and details stay the same. */
    private void followSchedule(long begin) throws InterruptedException {
        Schedule schedule = Schedule.of(torture.seed(), torture.length(), instances, torture.faults());
        long end = System.nanoTime() + torture.length().toNanos();
        long zero = System.nanoTime();
        long deliveredBefore = 0;
        for (ScheduledFault fault : schedule.faults()) {
            sleepUntil(Math.min(end, zero + fault.at().toNanos()));
            if (fault.upheaval()) {
                long waiting = System.nanoTime();
                awaitDeliveries(deliveredBefore, Duration.ofNanos(Math.max(0, end - waiting)));
                zero += System.nanoTime() - waiting;
                deliveredBefore = recorder.delivered();
            }
            if (System.nanoTime() >= end) {
                return;
            }
            narrate(begin, fault.description());
            fault.action().accept(rig);
        }
        sleepUntil(end);
    }

    private void requireDeliveries() {
        if (recorder.delivered() > 0) {
            return;
        }
        List<Finding> why;
        synchronized (fleet) {
            why = processFindings.first(1);
        }
        throw new TortureNotBegunException(
                "No instance delivers anything within %d s of the start of the load, so there is nothing to torture. %s The logs are in %s."
                        .formatted(
                                BEGIN_PATIENCE.toSeconds(),
                                why.isEmpty() ? "None has ended." : why.get(0).what(),
                                directory));
    }

    /** An upheaval of an idle service teaches nothing. */
    private void awaitDeliveries(long more, Duration patience) throws InterruptedException {
        awaitUntil(() -> recorder.delivered() > more, patience);
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

    private void narrate(long begin, String what) {
        narrator.accept("%6.1f s  %-76s delivered %,d of %,d published, %d up"
                .formatted(
                        seconds(begin),
                        what,
                        recorder.delivered(),
                        publisher.truth().published(),
                        fleet.running()));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private TortureReport report(
            Evidence evidence, InvariantChecker.CheckResult result, Findings findings, double drainSeconds) {
        return new TortureReport(
                torture.seed(),
                torture.length().toMillis() / 1000.0,
                torture.instances(),
                evidence.published().size(),
                result.delivered(),
                evidence.duplicates(),
                evidence.dead(),
                evidence.deadOf(Reason.EXPIRED),
                evidence.letters().replayed(),
                evidence.letters().replayedByCommand(),
                evidence.letters().discarded().size(),
                result.deliveredTwice(),
                evidence.kills().size(),
                counts.counts(),
                drainSeconds,
                findings,
                findings.clean() ? "" : directory.toString());
    }

    /** Kills running processes; keeps the logs of a run with findings. */
    @Override
    public void close() {
        letterOperators.close();
        rig.close();
        timers.shutdownNow();
        operator.close();
        fleet.killAll();
        stack.close();
    }

    /** Deletes logs, configurations and state. */
    public void forget() {
        TemporaryDirectory.delete(directory);
    }
}
