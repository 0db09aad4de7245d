package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.plan.RunTerms;
import io.eventbatcher.replay.plan.Screening;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.resolution.ResolutionTail;
import io.eventbatcher.replay.resolution.RunEdits;
import io.eventbatcher.replay.resolution.RunSelection;
import io.eventbatcher.replay.scan.RecordFetcher;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;

/**
 * Carries out plans. A plan's replays and the marks of their letters are one transaction each, so that a run may end at any instant and goes
 * on, days later, with the letters that it meant and has not sent.
 */
public final class ReplayRunner {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RANDOM_CHARACTERS = 4;

    private final Settings settings;
    private final Clocks clocks;
    private final RunListener listener;
    private final BooleanSupplier stop;

    /** @param stop true when the run is to end in order; asked between transactions */
    public ReplayRunner(Settings settings, Clocks clocks, RunListener listener, BooleanSupplier stop) {
        this.settings = settings;
        this.clocks = clocks;
        this.listener = listener;
        this.stop = stop;
    }

    /** A name for a new run, of the time and a random part. */
    public static String newId(Instant now, UUID random) {
        return MINUTES.format(now) + '-' + random.toString().substring(0, RANDOM_CHARACTERS);
    }

    /**
     * Begins a run.
     *
     * @param id a name that no run has
     * @throws RunFailedException if Kafka fails; the run can be resumed
     */
    public RunReport start(String id, ReplayPlan plan) {
        Instant now = clocks.instant().truncatedTo(ChronoUnit.MILLIS);
        RunProgress nothing = new RunProgress(plan.places().size(), 0, 0, Map.of(), "");
        ReplayRun run = RunTerms.begun(id, plan, nothing.counts(), now);
        return go(run, plan, true);
    }

    /**
     * Goes on with a run; a process that still works on the run is shut out.
     *
     * @param rest the letters that the run has not sent, by {@link ReplayPlanner#rest}
     * @throws RunFailedException if Kafka fails; the run can be resumed again
     */
    public RunReport resume(ReplayRun run, ReplayPlan rest) {
        return go(run, rest, false);
    }

    private RunReport go(ReplayRun run, ReplayPlan plan, boolean isNew) {
        boolean begun = !isNew;
        try (RunTransactions transactions = RunTransactions.open(settings, run.id())) {
            listener.did(RunListener.Step.OPENED);
            if (isNew) {
                record(run, plan, transactions);
                begun = true;
                listener.did(RunListener.Step.RECORDED);
            }
            try (ResolutionTail marks = ResolutionTail.open(settings, run.id());
                    RecordFetcher letters =
                            RecordFetcher.open(settings, settings.topics().deadLetters(), plan.topicId());
                    ReplayOutcomes outcomes = ReplayOutcomes.open(settings, run.startedAt(), plan.guard());
                    Screening screening = new Screening(settings, plan.order());
                    ReplayRecords records = new ReplayRecords(
                            settings, run, plan.order().edits(), screening, transactions.partitions());
                    RouteStops stops = RouteStops.open(settings, clocks)) {
                RunTopics topics = new RunTopics(transactions, marks, letters, outcomes, stops, screening, records);
                return new RunLoop(settings, clocks, listener, stop, run, plan, topics).run();
            }
        } catch (KafkaException failure) {
            throw new RunFailedException(run.id(), begun, failure);
        }
    }

    private void record(ReplayRun run, ReplayPlan plan, RunTransactions transactions) {
        String topic = settings.topics().resolutions();
        transactions.begin();
        transactions.send(run.toRecord(topic));
        RunSelection.parts(run.id(), plan.places()).forEach(part -> transactions.send(part.toRecord(topic)));
        RunEdits.parts(run.id(), plan.order().edits().ofLetters())
                .forEach(part -> transactions.send(part.toRecord(topic)));
        transactions.commit();
    }
}
