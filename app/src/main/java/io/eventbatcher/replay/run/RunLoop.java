package io.eventbatcher.replay.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The loop of a run: wait for the pace and the routes, send a transaction, follow the ends. */
final class RunLoop {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Clocks clocks;
    private final RunListener listener;
    private final BooleanSupplier stop;
    private final ReplayRun run;
    private final ReplayPlan plan;
    private final RunTopics topics;
    private final ReplayPace pace;
    private final RunCare care;
    private final RunMarks marks;
    private final long meant;
    private int next;
    private long sent;
    private long skipped;

    RunLoop(
            Settings settings,
            Clocks clocks,
            RunListener listener,
            BooleanSupplier stop,
            ReplayRun run,
            ReplayPlan plan,
            RunTopics topics) {
        this.clocks = clocks;
        this.listener = listener;
        this.stop = stop;
        this.run = run;
        this.plan = plan;
        this.topics = topics;
        this.pace = new ReplayPace(plan.rate(), clocks);
        this.care = new RunCare(plan, clocks);
        this.sent = plan.sentBefore().size();
        this.marks = new RunMarks(settings, run, plan.order().edits(), topics.transactions());
        this.meant = run.count(RunProgress.MEANT);
        this.skipped = meant - plan.places().size() - plan.sentBefore().size();
        plan.sentBefore().forEach(topics.outcomes()::sent);
    }

    RunReport run() {
        topics.marks().catchUp();
        try {
            RunEnd end = loop();
            return finished(end);
        } catch (KafkaException failure) {
            if (!RunTransactions.isFenced(failure)) {
                throw failure;
            }
            topics.marks().catchUp();
            return cancelled()
                    ? report(RunEnd.CANCELLED, cancelNote())
                    : report(
                            RunEnd.TAKEN_OVER,
                            "Another process has resumed the run, or Kafka has ended a transaction that took longer than "
                                    + RunTransactions.LONGEST.toSeconds() + " s.");
        }
    }

    private RunEnd loop() {
        while (true) {
            RunProgress now = progress("");
            Optional<RunEnd> end = end(now);
            if (end.isPresent()) {
                return end.get();
            }
            Optional<String> stopped = topics.stops().reason(plan.routes());
            Optional<String> hold = stopped.isPresent() ? stopped : care.hold(now, next);
            care.look(now, stopped.isPresent());
            if (next == plan.places().size() || hold.isPresent()) {
                follow(LOOK, hold.orElse(""));
            } else if (!pace.pause().isZero()) {
                Duration pause = pace.pause();
                follow(pause.compareTo(LOOK) < 0 ? pause : LOOK, "");
            } else {
                send(chunk());
            }
        }
    }

    private Optional<RunEnd> end(RunProgress now) {
        if (cancelled()) {
            return Optional.of(RunEnd.CANCELLED);
        }
        boolean allSent = next == plan.places().size();
        if (allSent && (now.of(LetterState.WAITING) == 0 || care.isOver() || stop.getAsBoolean())) {
            return Optional.of(RunEnd.DONE);
        }
        return stop.getAsBoolean() ? Optional.of(RunEnd.STOPPED) : care.end(now, next, allSent);
    }

    private List<Place> chunk() {
        int most = Math.min(pace.chunk(), care.most(next));
        return plan.places().subList(next, Math.min(next + most, plan.places().size()));
    }

    /** Reads the ends of replays, and the marks of colleagues. */
    private void follow(Duration wait, String hold) {
        topics.outcomes().poll(wait);
        topics.marks().catchUp();
        listener.progress(progress(hold));
    }

    /** Sends the letters that nobody has resolved meanwhile, and their marks, in one transaction. */
    private void send(List<Place> chunk) {
        Map<Place, ConsumerRecord<byte[], byte[]>> records = topics.letters().fetch(chunk);
        topics.marks().catchUp();
        listener.did(RunListener.Step.FETCHED);
        if (cancelled()) {
            return;
        }
        Map<StoredLetter, ProducerRecord<byte[], byte[]>> letters = new LinkedHashMap<>();
        Set<UUID> seen = new HashSet<>();
        for (Place place : chunk) {
            ConsumerRecord<byte[], byte[]> entry = records.get(place);
            if (entry != null) {
                StoredLetter letter = new StoredLetter(entry);
                if (isFree(letter) && seen.add(letter.id())) {
                    topics.records().of(letter).ifPresent(replay -> letters.put(letter, replay));
                }
            }
        }
        if (!letters.isEmpty()) {
            transact(letters, chunk.size() - letters.size());
        }
        next += chunk.size();
        sent += letters.size();
        skipped += chunk.size() - letters.size();
        letters.keySet().forEach(letter -> topics.outcomes().sent(letter.id(), LetterState.WAITING));
        topics.marks().catchUp();
        pace.sent(letters.size());
        care.sent();
        topics.outcomes().poll(Duration.ZERO);
        listener.progress(progress(""));
    }

    /** True for a letter that nobody has resolved since the plan, and that no later change has overtaken. */
    private boolean isFree(StoredLetter letter) {
        return topics.screening()
                        .judge(letter, topics.marks().state(letter.id()))
                        .isEmpty()
                && !plan.guard().isStale(letter);
    }

    private void transact(Map<StoredLetter, ProducerRecord<byte[], byte[]>> letters, int notSent) {
        Instant now = now();
        RunTransactions transactions = topics.transactions();
        transactions.begin();
        try {
            letters.forEach((letter, replay) -> {
                transactions.send(replay);
                marks.replayed(letter, now);
            });
            RunProgress after = progress("").after(letters.size(), notSent);
            marks.progress(ReplayRun.RUNNING, after, "", now);
            listener.did(RunListener.Step.PRODUCED);
            transactions.commit();
        } catch (KafkaException failure) {
            transactions.abort();
            throw failure;
        }
        listener.did(RunListener.Step.COMMITTED);
    }

    private RunReport finished(RunEnd end) {
        RunReport report = report(end, note(end));
        if (end != RunEnd.CANCELLED) {
            String status = end == RunEnd.DONE ? ReplayRun.DONE : ReplayRun.PAUSED;
            topics.marks().catchUp();
            marks.ended(topics.outcomes(), topics.marks(), status, report, now());
            topics.marks().readCommitted();
            listener.did(RunListener.Step.ENDED);
        }
        return report;
    }

    private boolean cancelled() {
        return topics.marks()
                .find(run.id())
                .filter(newest -> newest.status().equals(ReplayRun.CANCELLED))
                .isPresent();
    }

    private String cancelNote() {
        return topics.marks().find(run.id()).map(ReplayRun::note).orElse("");
    }

    private String note(RunEnd end) {
        return switch (end) {
            case DONE, TAKEN_OVER -> "";
            case STOPPED -> "Its process was asked to stop.";
            case CANCELLED -> cancelNote();
            case FAILING, CANARY_FAILED -> care.note();
        };
    }

    private RunReport report(RunEnd end, String note) {
        return new RunReport(run.id(), end, progress(""), note);
    }

    private RunProgress progress(String hold) {
        Map<LetterState, Long> counts = topics.outcomes().counts();
        long second = topics.marks().secondComers().stream()
                .filter(letter -> topics.outcomes().of(letter) == LetterState.DELIVERED)
                .count();
        if (second > 0) {
            counts.merge(LetterState.DELIVERED, -second, Long::sum);
            counts.put(LetterState.DUPLICATE, second);
        }
        return new RunProgress(meant, sent, skipped, counts, hold);
    }

    private Instant now() {
        return clocks.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
